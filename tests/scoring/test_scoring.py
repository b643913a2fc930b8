"""What the room hands over for one joint protection."""

from collections.abc import Callable

import pandas as pd

from oj_analys.frames.persons import Interviews, OwnMeasures, Survey
from oj_analys.scoring import count_answers, figures_of, score

BRACKE = "2305"


def test_everything_that_is_shown_together_is_there_once(
    ask: Callable[..., Survey], meet: Callable[..., Interviews], own: Callable[..., OwnMeasures]
) -> None:
    survey = ask([(BRACKE, "", [4, 2, 4, 4, 4])])
    interviews = meet([("a", BRACKE, "K", "2024-05-02", "grund", {"need": 2})])
    frames = figures_of([survey, interviews, own([], [])])
    expected = [score(survey), score(interviews), score(own([], [])), count_answers(survey)]
    assert len(frames) == len(expected)
    for found, wanted in zip(frames, expected, strict=True):
        pd.testing.assert_frame_equal(found, wanted)
