"""The kinds of file that a folder may hold, each with what its ``[[fil]]`` in ``underlag.toml`` says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from oj_analys.catalog import Markers
from oj_analys.domain import InterviewForm, Questionnaire
from oj_analys.sources._part import Origin


class FileKind(StrEnum):
    """The kinds of source that a folder may hold."""

    OJ = "oj"
    KOLADA_EXCEL = "kolada_excel"
    KKIK = "kkik"
    SKR_BRUKAR = "skr_brukar"
    KOLADA = "kolada"
    ENKAT = "enkat"
    INBJUDNA = "inbjudna"
    INTERVJU = "intervju"
    ANVANDNING = "anvandning"
    EGNA_MATT = "egna_matt"
    HANDLINGSPLAN = "handlingsplan"


class AnswerSheet(StrEnum):
    """What a survey tool says of one person's answers."""

    WHOLE = "hel"
    PARTIAL = "delvis"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class OjFile:
    """A workbook with open figures per kommun, its layout file and what its missing markers mean.

    Öppna jämförelser, an Excel export of Kolada's web page, KKiK or a brukarundersökning of SKR: the layout says which.
    """

    path: Path
    layout: Path
    layout_name: str
    markers: Markers
    origin: Origin

    @property
    def paths(self) -> tuple[Path, ...]:
        """Everything in the folder that belongs to the source."""
        return (self.path, self.layout)


@dataclass(frozen=True, slots=True)
class KoladaFolder:
    """A snapshot of Kolada: a folder that ``hamta`` wrote, or one with pages of the API."""

    path: Path
    origin: Origin

    @property
    def paths(self) -> tuple[Path, ...]:
        """Everything in the folder that belongs to the source."""
        return (self.path,)


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table stands.

    ``sheet`` is empty for csv, sav or the only sheet; the headings begin in ``header_row`` (1 = first) and take
    ``header_rows`` rows; after them come ``skipped_rows`` of the survey tool's own descriptions.
    """

    path: Path
    origin: Origin
    sheet: str = ""
    header_row: int = 1
    header_rows: int = 1
    skipped_rows: int = 0


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file whose rows are about persons, or about what a kommun counts and decides itself."""

    place: TablePlace

    @property
    def origin(self) -> Origin:
        """Where the data come from."""
        return self.place.origin

    @property
    def paths(self) -> tuple[Path, ...]:
        """Everything in the folder that belongs to the source."""
        return (self.place.path,)

    @property
    def holds(self) -> tuple[str, ...]:
        """What only one file of a folder may hold."""
        return ()


@dataclass(frozen=True, slots=True)
class SurveyFile(TableFile):
    """Answers to a questionnaire; ``background`` is the heading of each background question by its id.

    All are of the round ``period``, or of the round that ``rounds`` gives for what stands under ``round_column``.
    ``statuses`` says for each word under ``status_column`` whether the answers are whole, partial or a test.
    ``questions`` is the number of an item by a heading of the form's own; ``recodes`` is, by the id of a scale, the
    code of a point by the code that the file has instead.
    """

    instrument: Questionnaire
    period: str
    id_column: str
    kommun_column: str
    background: Mapping[str, str]
    round_column: str = ""
    rounds: Mapping[str, str] = field(default_factory=dict)
    status_column: str = ""
    statuses: Mapping[str, AnswerSheet] = field(default_factory=dict)
    questions: Mapping[str, int] = field(default_factory=dict)
    recodes: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    @property
    def periods(self) -> tuple[str, ...]:
        """The rounds that the file may hold."""
        return tuple(dict.fromkeys(self.rounds.values())) if self.round_column else (self.period,)

    @property
    def holds(self) -> tuple[str, ...]:
        """The rounds."""
        return tuple(f"svaren på {self.instrument.id} omgång {period}" for period in self.periods)


@dataclass(frozen=True, slots=True)
class InvitedFile(TableFile):
    """How many were asked to answer a questionnaire."""

    instrument: Questionnaire

    @property
    def holds(self) -> tuple[str, ...]:
        """The invited of one questionnaire."""
        return (f"antal inbjudna till {self.instrument.id}",)


@dataclass(frozen=True, slots=True)
class InterviewFile(TableFile):
    """An export of interviews, and the file that says what its columns hold.

    ``money_scale`` is what amounts are multiplied by before composite scores, None where nobody has said.
    """

    instrument: InterviewForm
    mapping: Path
    mapping_name: str
    money_scale: float | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """Everything in the folder that belongs to the source."""
        return (self.place.path, self.mapping)

    @property
    def holds(self) -> tuple[str, ...]:
        """The interviews of one form."""
        return (f"intervjuer enligt {self.instrument.id}",)


@dataclass(frozen=True, slots=True)
class UsageFile(TableFile):
    """How much an interview form is used, per kommun and year."""

    instrument: InterviewForm

    @property
    def holds(self) -> tuple[str, ...]:
        """The use of one form."""
        return (f"användningen av {self.instrument.id}",)


@dataclass(frozen=True, slots=True)
class OwnFile(TableFile):
    """Values of the county's own measures, and the file that says what they mean."""

    definitions: Path
    definitions_name: str

    @property
    def paths(self) -> tuple[Path, ...]:
        """Everything in the folder that belongs to the source."""
        return (self.place.path, self.definitions)

    @property
    def holds(self) -> tuple[str, ...]:
        """All own measures."""
        return ("länets egna mått",)


@dataclass(frozen=True, slots=True)
class PlanFile(TableFile):
    """A workbook with decisions and comments of one or several kommuner."""


PersonsFile = SurveyFile | InvitedFile | InterviewFile | UsageFile | OwnFile
SourceFile = OjFile | KoladaFolder | PersonsFile | PlanFile
