from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from oj_analys.domain import DataError
from oj_analys.sources.kolada.client import BrokenOffError, Client, checked_base
from oj_analys.sources.kolada.retry import Clock, Limits, asked_wait
from tests.sources.kolada.kolada_server import Answer, Kolada, serving

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
GOOD = Answer(body=b'{"values": []}')


class Waiting:
    """A clock that nobody waits for: it goes when someone sleeps."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def seconds(self) -> float:
        return sum(self.slept)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def clock(self) -> Clock:
        return Clock(lambda: NOON + timedelta(seconds=self.seconds()), self.seconds, self.sleep)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def kolada() -> Iterator[Kolada]:
    with serving(Kolada()) as served:
        yield served


@pytest.fixture
def waiting() -> Waiting:
    return Waiting()


@pytest.fixture
def get(kolada: Kolada, waiting: Waiting) -> Callable[..., bytes]:
    """Ask the server for ``x``, which answers one after the other of these."""

    def ask(*answers: Answer, **limits: float) -> bytes:
        kolada.fault = lambda _path, times: answers[min(times, len(answers)) - 1]
        settings = Limits(**({"per_second": 1000.0} | limits))
        with Client(kolada.base, limits=settings, clock=waiting.clock()) as client:
            return client.get(f"{kolada.base}x")

    return ask


Get = Callable[..., bytes]


def test_an_answer_comes_as_it_was_sent(get: Get, kolada: Kolada, waiting: Waiting) -> None:
    assert get(GOOD) == GOOD.body
    assert (kolada.asked, waiting.slept) == (["/v3/x"], [])


def test_packed_answers_are_unpacked(get: Get) -> None:
    assert get(Answer(body=gzip.compress(GOOD.body), headers={"Content-Encoding": "gzip"})) == GOOD.body


def test_requests_keep_their_distance(kolada: Kolada, waiting: Waiting) -> None:
    kolada.fault = lambda _path, _times: GOOD
    with Client(kolada.base, clock=waiting.clock()) as client:
        for number in range(4):
            client.get(f"{kolada.base}{number}")
    assert waiting.slept == pytest.approx([0.2, 0.2, 0.2])


@pytest.mark.parametrize(
    ("answers", "waits"),
    [
        ([Answer(503), GOOD], [1]),
        ([Answer(500), Answer(502), Answer(504), GOOD], [1, 2, 4]),
        ([Answer(429), GOOD], [60]),
        ([Answer(429, headers={"Retry-After": "7"}), GOOD], [7]),
        ([Answer(503, headers={"Retry-After": "Mon, 23 Nov 2026 12:00:30 GMT"}), GOOD], [30]),
        ([Answer(body=b'{"values"', cut=True), GOOD], [1]),
        ([Answer(body=b"not gzip", headers={"Content-Encoding": "gzip"}), GOOD], [1]),
        ([Answer(body=gzip.compress(GOOD.body)[:-8], headers={"Content-Encoding": "gzip"}), GOOD], [1]),
        ([Answer(body=GOOD.body, headers={"Content-Encoding": "br"}), GOOD], [1]),
    ],
)
def test_a_busy_service_is_asked_again(get: Get, waiting: Waiting, answers: list[Answer], waits: list[float]) -> None:
    assert get(*answers) == GOOD.body
    assert [one for one in waiting.slept if one >= 1] == waits


@pytest.mark.parametrize("header", ["", "soon", "Mon, 23 Nov 2026 12:00:30", "-1"])
def test_a_wait_that_cannot_be_read_is_not_used(header: str) -> None:
    assert (asked_wait(503, header, NOON), asked_wait(429, header, NOON)) == (None, 60)


def test_a_date_that_has_passed_is_no_wait() -> None:
    assert asked_wait(429, "Mon, 23 Nov 2026 11:00:00 GMT", NOON) == 0


def test_a_service_that_stays_down_is_told_with_its_address(get: Get, kolada: Kolada) -> None:
    with pytest.raises(BrokenOffError, match=r"/v3/x: Kolada svarar 503 \(5 försök\)"):
        get(Answer(503))
    assert len(kolada.asked) == 5


def test_a_long_wait_is_not_waited_for(get: Get, kolada: Kolada) -> None:
    with pytest.raises(BrokenOffError, match="Kolada svarar 429 och ber oss vänta 60 minuter"):
        get(Answer(429, headers={"Retry-After": "3600"}))
    assert len(kolada.asked) == 1


def test_a_time_out_is_tried_again(get: Get) -> None:
    assert get(Answer(seconds=1), GOOD, step=0.2) == GOOD.body


def test_an_answer_that_drips_is_a_time_out(kolada: Kolada) -> None:
    kolada.fault = lambda _path, _times: Answer(body=b" " * 500, drip=0.02)
    limits = Limits(per_second=1000, answer=0.1, tries=1)
    with Client(kolada.base, limits=limits) as client, pytest.raises(BrokenOffError, match="för långsamt"):
        client.get(f"{kolada.base}x")


def test_a_server_that_is_not_there(waiting: Waiting) -> None:
    with serving(Kolada()) as gone:
        pass
    with Client(gone.base, clock=waiting.clock()) as client, pytest.raises(BrokenOffError, match="förbindelsen"):
        client.get(f"{gone.base}x")
    assert waiting.slept == [1, 2, 4, 8]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 407, 418])
def test_a_wrong_address_is_not_asked_again(get: Get, kolada: Kolada, status: int) -> None:
    with pytest.raises(BrokenOffError, match="/v3/x") as caught:
        get(Answer(status))
    assert str(status) in str(caught.value)
    assert len(kolada.asked) == 1


def test_a_login_page_is_no_answer(get: Get) -> None:
    with pytest.raises(BrokenOffError, match="svaret är en webbsida") as caught:
        get(Answer(body=b"\n<!DOCTYPE html><html>Logga in</html>"))
    assert "Be IT om" in str(caught.value)


def test_a_huge_answer_is_not_taken(get: Get) -> None:
    with pytest.raises(BrokenOffError, match="svaret är för stort"):
        get(Answer(body=b" " * 1001), most_bytes=1000)
    packed = Answer(body=gzip.compress(b" " * 100_000), headers={"Content-Encoding": "gzip"})
    with pytest.raises(BrokenOffError, match="svaret är för stort"):
        get(packed, most_bytes=1000)


def test_an_answer_that_swells_twice_is_never_unpacked(get: Get) -> None:
    twice = gzip.compress(gzip.compress(b" " * 10_000_000))
    with pytest.raises(BrokenOffError, match="går inte att packa upp"):
        get(Answer(body=twice, headers={"Content-Encoding": "gzip, gzip"}), most_bytes=1000)


def test_an_endless_wait_is_told(get: Get) -> None:
    with pytest.raises(BrokenOffError, match="ber oss vänta 1.440 minuter"):
        get(Answer(503, headers={"Retry-After": "9" * 400}))


def test_requests_say_who_asks_and_nothing_more(get: Get, kolada: Kolada) -> None:
    get(GOOD)
    assert kolada.headers["user-agent"] == "oj-analys"
    assert kolada.headers.keys() == {"host", "accept", "accept-encoding", "connection", "user-agent"}


def test_a_move_is_followed_on_the_same_server_only(get: Get, kolada: Kolada, waiting: Waiting) -> None:
    kolada.fault = lambda path, _times: GOOD if path == "/v3/y" else Answer(307, headers={"Location": "/v3/y"})
    with Client(kolada.base, clock=waiting.clock()) as client:
        assert client.get(f"{kolada.base}x") == GOOD.body
    with pytest.raises(BrokenOffError, match=r"annan plats \(https://exempel.invalid\)"):
        get(Answer(302, headers={"Location": "https://exempel.invalid/v3/x"}))


def test_a_move_in_a_circle_ends(get: Get, kolada: Kolada) -> None:
    with pytest.raises(BrokenOffError, match="flyttas mer än 3 gånger"):
        get(Answer(302, headers={"Location": "/v3/x"}))
    assert len(kolada.asked) == 4


def test_a_certificate_that_is_not_trusted_is_for_it(kolada: Kolada, waiting: Waiting) -> None:
    base = kolada.base.replace("http://", "https://")  # a server without certificate
    with Client(base, clock=waiting.clock()) as client, pytest.raises(BrokenOffError, match="certifikatet") as caught:
        client.get(f"{base}x")
    assert "rotcertifikat" in str(caught.value)
    assert waiting.slept == []


@pytest.mark.parametrize(
    "base", ["", "api.kolada.se/v3", "ftp://a/b", "http://", "https://a:b@c/", "https://a/?b=c", "http://a:b/"]
)
def test_an_address_that_is_none(base: str) -> None:
    with pytest.raises(DataError, match="--url: adressen går inte att använda"):
        checked_base(base)
