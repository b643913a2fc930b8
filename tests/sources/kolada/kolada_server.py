"""A server on this computer that speaks Kolada's API v3, with all the faults that the real one can have."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from typing import Any
from urllib.parse import parse_qs, urlsplit

MOST_IDS = 25
ROOT = "/v3/"

KPI_FIELDS: Mapping[str, object] = {
    "description": "",
    "is_divided_by_gender": True,
    "municipality_type": "K",
    "auspice": None,
    "operating_area": "",
    "perspective": "",
    "prel_publication_date": None,
    "publication_date": None,
    "publ_period": None,
    "has_ou_data": False,
}

Json = dict[str, Any]
Key = tuple[str, str, int]


@dataclass(frozen=True)
class Answer:
    """What the server sends in place of its own answer; ``cut`` ends the line before the whole body has gone."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    seconds: float = 0.0
    drip: float = 0.0


Fault = Callable[[str, int], Answer | None]
"""What a path answers the given time (1 = first) that it is asked; None is the server's own answer."""


@dataclass
class Kolada:
    """What the server knows: titles by id, municipalities, groups, values; and what it was asked."""

    titles: dict[str, str] = field(default_factory=dict)
    municipalities: list[Json] = field(default_factory=list)
    groups: list[Json] = field(default_factory=list)
    values: dict[Key, list[Json]] = field(default_factory=dict)
    per_page: int = 5000
    fault: Fault = lambda _path, _times: None
    change: Callable[[Json], Json] = lambda page: page
    base: str = ""
    asked: list[str] = field(default_factory=list)
    times: Counter[str] = field(default_factory=Counter)
    headers: dict[str, str] = field(default_factory=dict)

    def answer(self, url: str) -> Answer:
        """Return what an address gets."""
        self.asked.append(url)
        self.times[url] += 1
        faulty = self.fault(url, self.times[url])
        if faulty:
            return faulty
        split = urlsplit(url)
        parts = split.path.removeprefix(ROOT).split("/")
        if any(part.count(",") >= MOST_IDS for part in parts):
            return Answer(400, b'{"detail": "too many ids"}')
        records = self._records(parts)
        if records is None:
            return Answer(404, b'{"detail": "Not Found"}')
        query = parse_qs(split.query)
        page, size = int(query.get("page", ["1"])[0]), min(self.per_page, int(query["per_page"][0]))
        values = records[(page - 1) * size : page * size]
        more = page * size < len(records)
        next_url = f"{self.base}{split.path.removeprefix(ROOT)}?per_page={size}&page={page + 1}" if more else None
        return Answer(
            body=json.dumps(self.change({"values": values, "count": len(values), "next_url": next_url})).encode()
        )

    def _records(self, parts: list[str]) -> list[Json] | None:
        match parts:
            case ["kpi", ids]:
                return [self._kpi(kpi) for kpi in ids.split(",") if kpi in self.titles]
            case ["municipality"]:
                return self.municipalities
            case ["municipality_groups"]:
                return self.groups
            case ["data", "kpi", kpis, "municipality", units, "year", years]:
                keys = product(kpis.split(","), units.split(","), map(int, years.split(",")))
                return [_record(key, self.values[key]) for key in keys if key in self.values]
        return None

    def _kpi(self, kpi: str) -> Json:
        return {"id": kpi, "title": self.titles[kpi], **KPI_FIELDS}


def entry(value: object, gender: str = "T", **changes: object) -> Json:
    """One value as Kolada writes it."""
    plain = {"gender": gender, "count": int(value is not None), "status": "", "value": value, "isdeleted": False}
    return plain | changes


def _record(key: Key, values: list[Json]) -> Json:
    kpi, municipality, period = key
    return {"kpi": kpi, "municipality": municipality, "period": period, "values": values}


@contextmanager
def serving(kolada: Kolada) -> Iterator[Kolada]:
    """Let a server answer while the block runs; ``kolada.base`` is its address."""
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kolada.headers = {name.lower(): text for name, text in self.headers.items()}
            answer = kolada.answer(self.path)
            ended.wait(answer.seconds)
            self.send_response(answer.status)
            for name, text in answer.headers.items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(len(answer.body) + answer.cut))
            self.end_headers()
            self._send(answer)

        def _send(self, answer: Answer) -> None:
            if not answer.drip:
                self.wfile.write(answer.body)
                return
            for place in range(len(answer.body)):
                if ended.is_set():
                    return
                self.wfile.write(answer.body[place : place + 1])
                self.wfile.flush()
                time.sleep(answer.drip)

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:  # whoever asked has gone
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    kolada.base = f"http://127.0.0.1:{server.server_port}{ROOT}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield kolada
    finally:
        ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
