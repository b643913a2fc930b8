"""Asks Kolada's API: politely, again when it is busy, and in plain words why there is no answer."""

from __future__ import annotations

import codecs
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

import httpx
import truststore

from oj_analys.domain import DataError, Problem
from oj_analys.sources.kolada.body import GZIP, unpacked
from oj_analys.sources.kolada.retry import TOO_MANY, Clock, Limits, asked_wait, own_wait
from oj_analys.swedish import counted, number

KOLADA = "https://api.kolada.se/v3/"

_MOST_MOVES = 3
_HEADERS = {"accept": "application/json", "accept-encoding": GZIP, "user-agent": "oj-analys"}
_SERVER_FAULT = 500
_OK, _NO_PROXY_ACCESS = 200, 407
_LATER = "Försök igen senare, eller hämta Excelfiler på Koladas webbplats i stället."
_ASK_IT = (
    "Be IT om att den här datorn får nå adressen, och att organisationens rotcertifikat ligger i datorns eget "
    "certifikatlager. Under tiden går det att hämta Excelfiler på Koladas webbplats."
)


class BrokenOffError(DataError):
    """A fetch cannot go on. What has come before is right, and need not be fetched again."""


class _TryAgainError(Exception):
    """Why an answer did not come this time, and how long the server asks to wait."""

    def __init__(self, found: str, wait: float | None = None) -> None:
        super().__init__(found)
        self.found, self.wait = found, wait


class Client:
    """Fetches addresses below ``base``, one at a time; a context manager."""

    def __init__(self, base: str = KOLADA, *, limits: Limits | None = None, clock: Clock | None = None) -> None:
        """Trust the certificates that the computer trusts, and take a proxy from the environment.

        Raises:
            DataError: ``base`` is no plain http address.
        """
        self.base = checked_base(base)
        self.clock = clock or Clock()
        self._limits = limits or Limits()
        self._next = 0.0
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._http = httpx.Client(verify=context, timeout=self._limits.step, headers=_HEADERS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, url: str) -> bytes:
        """Return what an address answers; asked again after time-outs, lost connections, 429 and 5xx.

        Raises:
            BrokenOffError: there is no answer after the last try, or one that another try will not change.
        """
        for attempt in range(1, self._limits.tries + 1):
            try:
                return self._ask(httpx.URL(url))
            except _TryAgainError as again:
                trouble = again
            wait = own_wait(attempt, self._limits) if trouble.wait is None else trouble.wait
            if wait > self._limits.longest_wait:
                found = f"{trouble.found} och ber oss vänta {counted(round(wait / 60), 'minut', 'minuter')}"
                raise BrokenOffError(Problem(url, found, "", _LATER))
            if attempt < self._limits.tries:
                self.clock.sleep(wait)
        found = f"{trouble.found} ({counted(self._limits.tries, 'försök', 'försök')})"
        raise BrokenOffError(Problem(url, found, "", _LATER))

    def _ask(self, url: httpx.URL) -> bytes:
        for _ in range(_MOST_MOVES + 1):
            with _plainly(url), self._paced(), self._http.stream("GET", url) as response:
                if not response.has_redirect_location:
                    self._check_status(response)
                    return self._body(response)
                url = self._moved(url, response.headers["location"])
        raise BrokenOffError(Problem(str(url), f"adressen flyttas mer än {_MOST_MOVES} gånger", "", _LATER))

    @contextmanager
    def _paced(self) -> Iterator[None]:
        """Wait until the next request may go."""
        if (wait := self._next - self.clock.seconds()) > 0:
            self.clock.sleep(wait)
        self._next = self.clock.seconds() + 1 / self._limits.per_second
        yield

    def _moved(self, url: httpx.URL, location: str) -> httpx.URL:
        there = url.join(location)
        if (there.scheme, there.host, there.port) != (url.scheme, url.host, url.port):
            found = f"adressen flyttas till en annan plats ({there.scheme}://{there.netloc.decode()})"
            raise BrokenOffError(
                Problem(str(url), found, "", f"Är det Koladas nya adress: ange den i --url. Om inte: {_ASK_IT}")
            )
        return there

    def _check_status(self, response: httpx.Response) -> None:
        status, url = response.status_code, str(response.url)
        if status == TOO_MANY or status >= _SERVER_FAULT:
            header = response.headers.get("retry-after", "")
            raise _TryAgainError(f"Kolada svarar {status}", asked_wait(status, header, self.clock.now()))
        if status == _NO_PROXY_ACCESS:
            raise BrokenOffError(Problem(url, "organisationens proxy kräver inloggning (407)", "", _ASK_IT))
        if status != _OK:
            raise BrokenOffError(
                Problem(url, f"Kolada svarar {status}", str(_OK), "Se efter att id, år och --url är rätt.")
            )

    def _body(self, response: httpx.Response) -> bytes:
        """Return the content; one that is too large, too slow, cut short or a web page is refused."""
        latest = self.clock.seconds() + self._limits.answer
        data = bytearray()
        encoding = response.headers.get("content-encoding", "").strip().lower()
        for part in unpacked(response.iter_raw(), encoding, self._limits.most_bytes):
            data += part
            if len(data) > self._limits.most_bytes:
                found, allowed = "svaret är för stort", f"högst {number(self._limits.most_bytes / 1e6)} MB"
                raise BrokenOffError(
                    Problem(str(response.url), found, allowed, "Hämta färre år eller nyckeltal åt gången.")
                )
            if self.clock.seconds() > latest:
                raise _TryAgainError("svaret kommer för långsamt")
        if data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<"):
            found = "svaret är en webbsida: troligen en inloggning eller en spärr i organisationens nät"
            raise BrokenOffError(Problem(str(response.url), found, "JSON", _ASK_IT))
        return bytes(data)


def checked_base(base: str) -> str:
    """Return the address of the API with a last slash.

    Raises:
        DataError: it is no http address, or holds a password or a question.

    Example:
        >>> checked_base("https://api.kolada.se/v3")
        'https://api.kolada.se/v3/'
    """
    try:
        url = httpx.URL(base)
        is_usable = url.scheme in ("http", "https") and url.host and not (url.userinfo or url.query or url.fragment)
    except (httpx.InvalidURL, UnicodeError):  # the second where a host name is wrongly encoded
        is_usable = False
    if not is_usable:
        raise DataError(Problem("--url", "adressen går inte att använda", f"till exempel {KOLADA}", "Rätta den."))
    return base if base.endswith("/") else f"{base}/"


@contextmanager
def _plainly(url: httpx.URL) -> Iterator[None]:
    """Turn what goes wrong on the way into what to do about it."""
    try:
        yield
    except httpx.TimeoutException:
        raise _TryAgainError("Kolada svarar inte i tid") from None
    except httpx.ProxyError:
        raise BrokenOffError(Problem(str(url), "organisationens proxy släpper inte igenom", "", _ASK_IT)) from None
    except zlib.error:
        raise _TryAgainError("svaret går inte att packa upp") from None
    except (httpx.UnsupportedProtocol, httpx.InvalidURL, UnicodeError):
        raise BrokenOffError(Problem(str(url), "adressen går inte att använda", "", "Rätta --url.")) from None
    except httpx.RequestError as error:
        if _is_untrusted(error):
            found = "certifikatet godtas inte: organisationens nät byter ofta ut det mot sitt eget"
            raise BrokenOffError(Problem(str(url), found, "", _ASK_IT)) from None
        raise _TryAgainError("förbindelsen bryts eller går inte att upprätta") from None


def _is_untrusted(error: BaseException | None) -> bool:
    """Say whether a fault of the encryption lies behind an error."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
