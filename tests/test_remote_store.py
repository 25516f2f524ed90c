"""Remote stores when things go wrong: a server on this machine that misbehaves as it is told."""

from __future__ import annotations

import json
import logging
import shutil
import ssl
import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import FileUnreadable, QueryFailed, StoreUnavailable, UsageError
from graph.store import Document, Term, open_store, query_form, writing
from graph.store.addresses import read_addresses
from graph.store.bindings import canonical_literal, read_answer
from graph.store.embedded import MemoryStore
from graph.store.faults import Lasting, Passing
from graph.store.paging import counting, page, sample, window
from graph.store.remote import RemoteStore
from tests.servers import free_port, oxigraph_server

_JSON = "application/sparql-results+json"
_SECRET = "s3cret-Pa55"  # noqa: S105 - invented, to be looked for where it must not be
_TURTLE = Document(path="invented.ttl", graph="http://x.org/g", text=b"<http://x.org/a> <http://x.org/p> 1 .")
_ASK = "ASK { ?s <http://x.org/p> ?o }"
_SELECT = "SELECT ?s { ?s <http://x.org/p> ?o }"


def _rows(*values: str) -> bytes:
    """Give an answer of one variable, whatever was asked."""
    bindings = [{"s": {"type": "literal", "value": value}} for value in values]
    return json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": bindings}}).encode()


def _truth(*, value: bool) -> bytes:
    return json.dumps({"head": {}, "boolean": value}).encode()


class _Faulty(ThreadingHTTPServer):
    """Answers each request with the next thing it was told; with an empty answer when it was told nothing."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.plan: list[Callable[[_Handler], None]] = []
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/sparql"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients hang up here on purpose."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Faulty

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.requests.append((self.command, self.path, dict(self.headers), body))
        if self.server.plan:
            self.server.plan.pop(0)(self)
        else:
            reply(_rows())(self)

    do_PUT = do_DELETE = do_GET = do_POST  # noqa: N815 - as above

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as http.server names it
        """Keep the tests quiet."""


def reply(content: bytes, status: int = 200, kind: str = _JSON, **headers: str) -> Callable[[_Handler], None]:
    """Answer with `content`, whole."""

    def act(handler: _Handler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return act


def cut(content: bytes, missing: int) -> Callable[[_Handler], None]:
    """Answer with `content`, and hang up before the end."""

    def act(handler: _Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", _JSON)
        handler.send_header("Content-Length", str(len(content) + missing))
        handler.end_headers()
        handler.wfile.write(content)
        handler.wfile.flush()
        handler.close_connection = True

    return act


def hang_up(handler: _Handler) -> None:
    """Answer nothing at all."""
    handler.close_connection = True
    with suppress(OSError):
        handler.connection.shutdown(2)


@pytest.fixture
def server() -> Iterator[_Faulty]:
    """Run the misbehaving server."""
    with _Faulty() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let nothing of who runs the tests in."""
    for name in ("STORE_USER", "STORE_PASSWORD", "STORE_TOKEN", "UPDATE_URL", "GRAPH_STORE_URL"):
        monkeypatch.delenv(f"CLAIMGRAPH_{name}", raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "no-netrc"))


@contextmanager
def opened(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch, timeout_s: float = 5
) -> Iterator[tuple[RemoteStore, list[float]]]:
    """Open the misbehaving server as a store; give it, and how long it waited, without waiting."""
    waits: list[float] = []
    monkeypatch.setenv("CLAIMGRAPH_GRAPH_STORE_URL", server.address)
    addresses = replace(read_addresses(server.address), read_timeout_s=timeout_s)
    with RemoteStore(addresses, sleep=waits.append) as store:
        server.requests.clear()
        yield store, waits


PASSING = {
    "busy": reply(b"later", 503, "text/plain"),
    "limited": reply(b"later", 429, "text/plain"),
    "gateway": reply(b"<p>", 502, "text/html"),
    "hung up": hang_up,
    "cut off": cut(_rows("a", "b")[:-30], 30),
    "truncated": reply(_rows("a", "b")[:-10]),
    "empty": reply(b""),
}
LASTING = {
    "login page": (
        reply(b"<!doctype html><title>Log in</title>", 200, "text/html; charset=utf-8"),
        "text/html",
    ),
    "unknown": (reply(b"who?", 401, "text/plain", WWW_Authenticate="Basic realm=x"), "CLAIMGRAPH_STORE_USER"),
    "forbidden": (reply(b"no", 403, "text/plain"), "not allowed"),
    "nothing there": (reply(b"no", 404, "text/plain"), "no address for queries"),
    "sent on": (
        reply(b"", 302, "text/plain", Location="https://elsewhere.example/login?next=1"),
        "elsewhere.example/login,",
    ),
    "broken": (reply(b"out of \n memory\x1b[31m", 500, "text/plain"), "500: out of memory [31m"),
    "no json": (reply(b"<html>"), "not SPARQL results"),
    "other json": (reply(b'{"head": {"vars": ["s"]}, "results": []}'), "not SPARQL results"),
    "foreign variable": (
        reply(
            b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"t": {"type": "uri", "value": "urn:a"}}]}}'
        ),
        "not SPARQL results",
    ),
    "no iri": (
        reply(
            b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": "no iri"}}]}}'
        ),
        "no IRI",
    ),
    "strange kind": (
        reply(
            b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "triple", "value": "x"}}]}}'
        ),
        "neither",
    ),
    "number": (
        reply(
            b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "literal", "value": 3}}]}}'
        ),
        "not SPARQL results",
    ),
    "no language": (
        reply(
            b'{"head":{"vars":["s"]},"results":{"bindings":'
            b'[{"s":{"type":"literal","value":"a","xml:lang":"e n"}}]}}'
        ),
        "a language that is none",
    ),
    "half a letter": (reply(_rows("\ud800")), "half a letter"),
    "half a variable": (
        reply(b'{"head":{"vars":["s\\ud800"]},"results":{"bindings":[]}}'),
        "half a letter",
    ),
    "half a name": (
        reply(b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:\\udfff"}}]}}'),
        "half a letter",
    ),
    "bytes": (reply(b'{"head": {"vars": ["\xff\xfe"]}}'), "UTF-8"),
    "deep": (reply(b'{"head": ' + b"[" * 100_000), "not SPARQL results"),
}


@pytest.mark.parametrize("fault", PASSING)
def test_what_may_pass_is_tried_again(server: _Faulty, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    """Twice a fault, then an answer: the answer comes, after growing waits."""
    with opened(server, monkeypatch) as (store, waits):
        server.plan = [PASSING[fault], PASSING[fault], reply(_rows("a", "b"))]
        assert [row["s"] for row in store.select(_SELECT)] == ["a", "b"]
        assert waits == [0.5, 1.0]


@pytest.mark.parametrize("fault", PASSING)
def test_trying_again_ends(server: _Faulty, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    """After five attempts one sentence says what is wrong, where, and how long was waited."""
    with opened(server, monkeypatch) as (store, waits):
        server.plan = [PASSING[fault]] * 9
        with pytest.raises(StoreUnavailable) as caught:
            store.select(_SELECT)
        assert len(server.requests) == 5
    assert (caught.value.attempts, caught.value.waited_s, caught.value.exit_code) == (5, sum(waits), 3)
    assert str(caught.value).startswith(f"{server.address}: ")
    assert str(caught.value).endswith("(5 attempts in 7.5 s)")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("fault", LASTING)
def test_what_lasts_is_said_at_once(server: _Faulty, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    """One attempt, one sentence on one line, exit code 3."""
    act, expected = LASTING[fault]
    with opened(server, monkeypatch) as (store, waits):
        server.plan = [act] * 9
        with pytest.raises(StoreUnavailable) as caught:
            store.select(_SELECT)
        assert len(server.requests) == 1
    assert waits == []
    assert expected in str(caught.value)
    assert caught.value.exit_code == 3
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("fault", ["refused", *PASSING, *LASTING])
def test_opening_says_it_as_well(server: _Faulty, fault: str) -> None:
    """A store that cannot be asked is not opened."""
    address = server.address
    if fault == "refused":
        address = f"http://127.0.0.1:{free_port()}/sparql"
    else:
        server.plan = [PASSING.get(fault) or LASTING[fault][0]] * 9
    with pytest.raises(StoreUnavailable):
        RemoteStore(read_addresses(address), sleep=lambda _: None)


def test_nobody_there_is_said_with_what_to_check() -> None:
    """Refused connections are tried again, and then told."""
    address = f"http://127.0.0.1:{free_port()}/sparql"
    with pytest.raises(StoreUnavailable, match="nobody answers there: is the server running") as caught:
        RemoteStore(read_addresses(address), sleep=lambda _: None)
    assert caught.value.attempts == 5


def test_a_slow_server_is_not_waited_for_without_end(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The read timeout counts from one piece to the next, and its name is in the message."""
    done = threading.Event()
    with opened(server, monkeypatch, timeout_s=0.2) as (store, _):
        server.plan = [lambda _: done.wait(20)] * 9
        try:
            with pytest.raises(
                StoreUnavailable, match=r"says nothing for 0\.2 s: .* read_timeout_s"
            ) as caught:
                store.select(_SELECT)
        finally:
            done.set()
        assert caught.value.attempts == 5


@pytest.mark.parametrize("said", ["7", "date"])
def test_a_server_may_say_how_long_to_wait(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    """Retry-After in seconds or as a date; waited for, not longer and not shorter."""
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    busy = reply(b"", 503, "text/plain", Retry_After=then if said == "date" else said)
    with opened(server, monkeypatch) as (store, waits):
        server.plan = [busy, reply(_truth(value=True))]
        assert store.ask(_ASK)
    (waited,) = waits
    assert waited == 7 if said == "7" else 0 < waited <= 40


@pytest.mark.parametrize("said", ["3600", "date"])
def test_an_hour_is_not_waited(server: _Faulty, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    """Beyond a minute the work ends with a sentence instead."""
    then = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    busy = reply(b"", 429, "text/plain", Retry_After=then if said == "date" else said)
    with opened(server, monkeypatch) as (store, waits):
        server.plan = [busy] * 9
        with pytest.raises(StoreUnavailable, match="too busy to answer"):
            store.ask(_ASK)
        assert (len(server.requests), waits) == (1, [])


def test_rows_that_were_given_are_not_given_again(server: _Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream that breaks off says so; before its first piece it is tried again."""
    whole = _rows(*(str(n) for n in range(5000)))
    with opened(server, monkeypatch) as (store, waits):
        server.plan = [PASSING["busy"], cut(whole[:-2000], 2000), reply(whole)]
        rows = store.rows(_SELECT)
        taken = []
        with pytest.raises(StoreUnavailable, match="cut off in the middle"):
            taken.extend(row[0].value for row in rows if row[0])
        assert len(server.requests) == 2
        assert waits == [0.5]
        with pytest.raises(StopIteration):
            next(rows)


def test_adding_is_not_repeated(server: _Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the server took it before the line broke nobody knows: it is said, not guessed."""
    with opened(server, monkeypatch) as (store, _):
        server.plan = [hang_up] * 9
        with pytest.raises(StoreUnavailable, match="cut off"):
            store.add(
                [(Term("http://x.org/a", "iri"), Term("http://x.org/p", "iri"), Term("1", "literal"))],
                "http://x.org/g",
            )
        assert [method for method, *_ in server.requests] == ["POST"]


def test_putting_and_removing_a_whole_graph_are_repeated(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Done twice they end the same; a graph is counted after it was written."""
    one = b'{"head":{"vars":["c"]},"results":{"bindings":[{"c":{"type":"literal","value":"1"}}]}}'
    with opened(server, monkeypatch) as (store, _):
        server.plan = [hang_up, PASSING["busy"], reply(b"", 201), reply(one)]
        store.put([_TURTLE])
        assert [method for method, *_ in server.requests][:4] == ["PUT", "PUT", "PUT", "POST"]
        assert "graph=http%3A%2F%2Fx.org%2Fg" in server.requests[0][1]
        server.requests.clear()
        server.plan = [hang_up, reply(b"", 404)]
        store.remove(["http://x.org/g"])
        assert [method for method, *_ in server.requests] == ["DELETE", "DELETE"]


class _Held:
    """What a server holds of one graph, written by the protocol or by updates, some of which fail."""

    def __init__(self) -> None:
        self.lines = {b"<http://x.org/old> <http://x.org/p> 1 ."}
        self.emptied = self.failed = 0

    def take(self, handler: _Handler) -> None:
        """Do what is asked, and say so."""
        if self._is_asked(handler):
            return
        self._write(handler)
        reply(b"", 204)(handler)

    def fail(self, fault: Callable[[_Handler], None], handler: _Handler, *, after: bool) -> None:
        """Do what is asked only `after` all, and answer a writing with `fault`: who asked cannot know."""
        if self._is_asked(handler):
            return
        if after:
            self._write(handler)
        self.failed += 1
        fault(handler)

    def _is_asked(self, handler: _Handler) -> bool:
        body = handler.server.requests[-1][-1]
        if b"COUNT" in body:
            reply(_rows(str(len(self.lines))))(handler)
        elif body.startswith(b"query="):
            reply(_rows())(handler)
        return body.startswith(b"query=")

    def _write(self, handler: _Handler) -> None:
        method, _, _, body = handler.server.requests[-1]
        if method == "PUT" or body.startswith(b"DROP"):
            self.lines.clear()
            self.emptied += 1
        self.lines |= {line for line in body.splitlines() if line.startswith(b"<")}


_LARGE = Document(
    path="large.ttl",
    graph="http://x.org/g",
    text="".join(f"<http://x.org/a> <http://x.org/p> <http://x.org/o{n}> .\n" for n in range(8)).encode(),
)


@pytest.mark.parametrize("way", ["graph_store", "update"])
@pytest.mark.parametrize("seed", range(8))
def test_a_graph_in_pieces_is_whole_however_its_pieces_fail(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch, way: str, seed: int
) -> None:
    """Busy, cut off, or done without an answer: a repeat begins with the piece that empties the graph."""
    random = Random(seed)
    monkeypatch.setattr(writing, "_LARGEST_BYTES", 120)
    monkeypatch.setattr(writing, "_TRIPLES_AN_UPDATE", 3)
    held, waits = _Held(), list[float]()
    plan: list[Callable[[_Handler], None]] = []
    for _ in range(random.randint(1, 4)):
        fault = partial(held.fail, random.choice([PASSING["busy"], hang_up]), after=random.random() < 0.5)
        plan += [*[held.take] * random.randrange(4), fault]
    addresses = read_addresses(server.address)
    addresses = replace(addresses, graph_store=server.address) if way == "graph_store" else addresses
    addresses = replace(addresses, update=server.address) if way == "update" else addresses
    with RemoteStore(addresses, sleep=waits.append) as store:
        server.plan = [*plan, *[held.take] * 20]
        store.put([_LARGE])
    assert held.lines == {*_LARGE.text.splitlines()}
    assert len(waits) == held.failed > 0
    assert held.emptied > 0


def test_pieces_of_a_graph_are_begun_anew_from_the_first(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a server took before it failed is not built upon: it may have lost it."""
    monkeypatch.setattr(writing, "_LARGEST_BYTES", 120)
    held = _Held()
    with opened(server, monkeypatch) as (store, waits):
        server.plan = [held.take, held.take, PASSING["busy"], *[held.take] * 20]
        store.put([_LARGE])
        methods = [method for method, _, _, body in server.requests if not body.startswith(b"query=")]
    assert methods == ["PUT", "POST", "POST", "PUT", "POST", "POST", "POST"]
    assert (held.emptied, waits) == (2, [0.5])


def test_a_graph_in_pieces_that_fails_for_good_is_told(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After five attempts; what is there then is a part, and putting it again makes it whole."""
    monkeypatch.setattr(writing, "_LARGEST_BYTES", 120)
    held = _Held()
    with opened(server, monkeypatch) as (store, _):
        server.plan = [held.take, held.take, PASSING["busy"]] * 5
        with pytest.raises(StoreUnavailable, match="too busy to answer") as caught:
            store.put([_LARGE])
        assert caught.value.attempts == 5
        assert 0 < len(held.lines) < 8
        server.plan = [held.take] * 20
        store.put([_LARGE])
    assert held.lines == {*_LARGE.text.splitlines()}


def test_a_triple_that_a_server_gives_in_part_is_told(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Left out, it would be missing from a copy without a word; so would a text in place of a name."""
    whole = {"type": "uri", "value": "urn:a"}
    parts = [
        {"subject": whole, "predicate": whole},
        {"subject": {"type": "literal", "value": "a"}, "predicate": whole, "object": whole},
    ]
    for part, said in zip(parts, ("gives a part only", "what is no triple"), strict=True):
        found = {"head": {"vars": ["subject", "predicate", "object"]}, "results": {"bindings": [part]}}
        with opened(server, monkeypatch) as (store, _):
            server.plan = [reply(json.dumps(found).encode())]
            with pytest.raises(StoreUnavailable, match=said):
                store.ntriples(["http://x.org/g"])


def test_a_graph_that_is_not_all_there_is_told(server: _Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that says 201 and holds less is not believed."""
    none = b'{"head":{"vars":["c"]},"results":{"bindings":[{"c":{"type":"literal","value":"0"}}]}}'
    with opened(server, monkeypatch) as (store, _):
        server.plan = [reply(b"", 201), reply(none)]
        with pytest.raises(StoreUnavailable, match=r"of the 1 triples of invented\.ttl it holds 0"):
            store.put([_TURTLE])


@pytest.mark.parametrize("status", [400, 413, 500, 507])
def test_writing_that_is_refused_says_why(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    """The server's reason, on one line."""
    with opened(server, monkeypatch) as (store, _):
        server.plan = [reply(b"no\nroom", status, "text/plain")] * 9
        with pytest.raises(StoreUnavailable, match=str(status)) as caught:
            store.put([_TURTLE])
        assert str(caught.value).isprintable()


def test_an_answer_held_to_a_limit_is_fetched_page_by_page(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The header is believed, the cut answer is not: the pages are counted, in an order that is fixed."""
    total = b'{"head":{"vars":["c"]},"results":{"bindings":[{"c":{"type":"literal","value":"5"}}]}}'
    with opened(server, monkeypatch) as (store, _):
        server.plan = [
            reply(_rows("x", "y"), X_SPARQL_MaxRows="2"),
            reply(total),
            *(reply(_rows(*page), X_SPARQL_MaxRows="2") for page in ("ab", "cd", "e")),
        ]
        assert [row["s"] for row in store.select(_SELECT)] == ["a", "b", "c", "d", "e"]
        asked = [parse_qs(body.decode())["query"][0] for *_, body in server.requests]
    assert asked[0] == _SELECT
    assert "COUNT" in asked[1]
    assert [text.rpartition("LIMIT")[2].split() for text in asked[2:]] == [
        ["2", "OFFSET", at] for at in "024"
    ]
    assert all("ORDER BY ?s" in text for text in asked[2:])


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("SELECT ?s ?o { ?s ?p ?o }", "so"),
        ("SELECT ?s ?o { ?s ?p ?o } ORDER BY DESC(?o)", "so"),
        ("SELECT ?s ?o { ?s ?p ?o } # LIMIT 1", "so"),
        ("SELECT ?s ?o { ?s ?p ?o } LIMIT 7", "so"),
        ("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?o LIMIT7 OFFSET 1", "so"),
        ("SELECT ?s ?o { ?s ?p ?o } VALUES ?o { 0 1 }", "so"),
        ("SELECT ?s ?o { ?s ?p ?o } ORDER BY ?o OFFSET 2 VALUES ?o { 0 1 }", "so"),
        ("SELECT ?border (COUNT(*) AS ?n) { ?limit ?p ?border } GROUP BY ?border", ("border", "n")),
        ("SELECT ?limit (COUNT(*) AS ?n) { ?limit ?p ?order } GROUP BY ?limit ?order", ("limit", "n")),
        ("SELECT ?limit ?o { ?limit ?p ?o } GROUP BY ?limit ?o HAVING (COUNT(*) > 0)", ("limit", "o")),
        ("SELECT ?s ?o { ?s ?p ?o } ORDER BY EXISTS { ?s ?p 0 } ?o", "so"),
        ("PREFIX limit: <urn:> SELECT ?s ?o { ?s limit:p ?o FILTER (?o != 'LIMIT') }", "so"),
        ("SELECT ?s ?o { ?s ?p ?o { SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 5 } }", "so"),
    ],
)
def test_pages_together_are_the_answer(text: str, variables: Sequence[str]) -> None:
    """However the query ends, its pages hold each row once, in its own order, and each says its order."""
    inner = ox.Store()
    inner.extend(
        ox.Quad(ox.NamedNode(f"urn:s{n}"), ox.NamedNode("urn:p"), ox.Literal(n % 3), ox.NamedNode("urn:g"))
        for n in range(9)
    )
    with MemoryStore(inner) as store:
        whole = [tuple(row[name] for name in variables) for row in store.select(text)]
        pages = [page(text, variables, 2, start) for start in range(0, len(whole) + 2, 2)]
        rows = [tuple(row[name] for name in variables) for one in pages for row in store.select(one)]
        assert len(rows) == len(whole) == len(set(rows))
        (fitting,) = store.select(counting(text))
        assert window(text).holds(int(fitting["count"] or 0)) == len(whole)
        first = store.select(sample(text))
        assert (len(first), first.variables) == (1, store.select(text).variables)
        if "LIMIT" not in text and "OFFSET" not in text:
            assert set(rows) == set(whole)
        if "ORDER BY DESC(?o)" in text:
            assert [row[1] for row in rows] == [row[1] for row in whole]
    names = " ".join(f"?{name}" for name in variables)
    assert all(f"{names}\n" in one for one in pages)


def test_a_call_to_another_endpoint_does_not_hide_behind_signs() -> None:
    """What stands between *less than* and *greater than* is no name where a name could not hold it."""
    with pytest.raises(QueryFailed, match="SERVICE"):
        query_form("SELECT * { ?a ?p ?b FILTER(?a<?b){SERVICE?x{}FILTER(?c>?d)} }")


def test_an_answer_below_the_limit_is_whole(server: _Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs one request, also after a limit was seen; one at the limit may be cut, and is paged."""
    total = b'{"head":{"vars":["c"]},"results":{"bindings":[{"c":{"type":"literal","value":"3"}}]}}'
    with opened(server, monkeypatch) as (store, _):
        server.plan = [reply(_rows("a", "b"), X_SPARQL_MaxRows="3"), reply(_rows("c"))]
        assert [row["s"] for row in store.select(_SELECT)] == ["a", "b"]
        assert [row[0].value for row in store.rows(_SELECT) if row[0]] == ["c"]
        assert len(server.requests) == 2
        server.plan = [reply(_rows(*"xyz")), reply(total), reply(_rows(*"abc"))]
        assert [row["s"] for row in store.select(_SELECT)] == ["a", "b", "c"]
        assert len(server.requests) == 5
        server.plan = [cut(_rows("a", "b")[:-30], 30), reply(_rows("a", "b"))]
        assert [row[0].value for row in store.rows(_SELECT) if row[0]] == ["a", "b"]


@pytest.mark.parametrize(
    ("end", "windows"),
    [
        ("ORDER BY ?o LIMIT 10001", [(10000, 0), (1, 10000)]),
        ("ORDER BY ?o LIMIT 9000 OFFSET 3000", [(9000, 3000)]),
        ("OFFSET 300", [(10000, 300), (10000, 10300)]),
    ],
    ids=["sorted", "sorted and passed over", "passed over"],
)
def test_what_a_query_itself_limits_beyond_a_page_is_asked_for_in_pages_at_once(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch, end: str, windows: list[tuple[int, int]]
) -> None:
    """Servers refuse to sort so much at once: its columns are learnt, what fits is counted, pages follow."""
    fitting = b'{"head":{"vars":["c"]},"results":{"bindings":[{"c":{"type":"literal","value":"12345"}}]}}'
    with opened(server, monkeypatch) as (store, _):
        pages = [_rows(*map(str, range(start, min(start + size, 12345)))) for size, start in windows]
        server.plan = [reply(_rows("any")), reply(fitting), *map(reply, pages)]
        found = [int(row["s"] or 0) for row in store.select(f"{_SELECT} {end}")]
        start = windows[0][1]
        assert found == list(range(start, start + len(found)))
        assert len(found) == {0: 10001, 3000: 9000, 300: 12045}[start]
        asked = [parse_qs(body.decode())["query"][0] for *_, body in server.requests]
    assert asked[0].split()[-2:] == ["LIMIT", "1"]
    assert "OFFSET" not in asked[0] + asked[1]
    assert [text.rpartition("LIMIT")[2].split() for text in asked[2:]] == [
        [str(size), "OFFSET", str(start)] for size, start in windows
    ]


def test_as_many_rows_as_a_query_asks_for_are_all(server: _Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    """A round number that it names itself, or that the server is held to, costs one request."""
    with opened(server, monkeypatch) as (store, _):
        server.plan = [reply(_rows(*map(str, range(200))))]
        assert len(store.select(f"{_SELECT} LIMIT 200")) == 200
        server.plan = [reply(_rows(*map(str, range(300))), X_SPARQL_MaxRows="300")]
        assert len(store.select(f"{_SELECT} LIMIT 300")) == 300
        assert len(server.requests) == 2


def test_another_limit_than_the_one_that_was_told_is_found(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A round number below a limit that nobody mentions any more is counted still."""
    hundred = [str(n) for n in range(100)]
    total = b'{"head":{"vars":["c"]},"results":{"bindings":[{"c":{"type":"literal","value":"101"}}]}}'
    with opened(server, monkeypatch) as (store, _):
        server.plan = [reply(_rows("a"), X_SPARQL_MaxRows="5000"), reply(_rows(*hundred)), reply(total)]
        server.plan += [reply(_rows(*hundred)), reply(total), reply(_rows(*hundred)), reply(_rows("last"))]
        assert len(store.select(_SELECT)) == 1
        assert len(store.select(_SELECT)) == 101


def test_the_columns_of_a_page_are_told_by_their_names(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page asks for all that a query gives, in whatever order the server writes its columns."""

    def answer(*names: str) -> bytes:
        bindings = [{name: {"type": "literal", "value": name} for name in names}] * 2
        return json.dumps({"head": {"vars": [*names]}, "results": {"bindings": bindings}}).encode()

    total = b'{"head":{"vars":["c"]},"results":{"bindings":[{"c":{"type":"literal","value":"2"}}]}}'
    with opened(server, monkeypatch) as (store, _):
        server.plan = [reply(answer("s", "o"), X_SPARQL_MaxRows="2"), reply(total), reply(answer("o", "s"))]
        found = store.select("SELECT ?s ?o { ?s ?p ?o }")
    assert found.variables == ("s", "o")
    assert [[term.value for term in row if term] for row in found.rows] == [["s", "o"]] * 2


def test_a_number_of_thousands_of_digits_is_no_number(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a limit it limits nothing, as a count it is told: one sentence, exit code 3."""
    many = "9" * 5000
    count = b'{"head":{"vars":["c"]},"results":{"bindings":[{"c":{"type":"literal","value":"%s"}}]}}'
    with opened(server, monkeypatch) as (store, _):
        server.plan = [reply(_rows("a", "b"), X_SPARQL_MaxRows=many)]
        assert [row["s"] for row in store.select(_SELECT)] == ["a", "b"]
        server.plan = [reply(count % many.encode())]
        with pytest.raises(StoreUnavailable, match="answers a count with something else") as caught:
            store.count("http://x.org/g")
        assert caught.value.exit_code == 3


def test_pages_that_do_not_add_up_are_told(server: _Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    """The data changed meanwhile, or the server cuts pages too."""
    total = b'{"head":{"vars":["c"]},"results":{"bindings":[{"c":{"type":"literal","value":"5"}}]}}'
    with opened(server, monkeypatch) as (store, _):
        server.plan = [
            reply(_rows("x", "y"), X_SPARQL_MaxRows="2"),
            reply(total),
            reply(_rows("a", "b")),
            reply(_rows()),
        ]
        with pytest.raises(StoreUnavailable, match="it gave 2 rows of 5"):
            store.select(_SELECT)


def test_a_limit_that_nobody_mentions_is_found(server: _Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer of a round number of rows is counted, and asked for again in pages."""
    hundred = [str(n) for n in range(100)]
    total = b'{"head":{"vars":["c"]},"results":{"bindings":[{"c":{"type":"literal","value":"101"}}]}}'
    with opened(server, monkeypatch) as (store, _):
        server.plan = [reply(_rows(*hundred)), reply(total), reply(_rows(*hundred)), reply(total)]
        server.plan += [reply(_rows(*hundred)), reply(_rows("last"))]
        assert len(store.select(_SELECT)) == 101
    with opened(server, monkeypatch) as (store, _):
        server.plan = [reply(_rows(*hundred)), reply(total)]
        with pytest.raises(StoreUnavailable, match="it gives 100 rows of 101"):
            list(store.rows(_SELECT))


def test_a_default_graph_that_is_not_the_union_is_told_at_once(tmp_path: Path) -> None:
    """An Oxigraph server as it starts by itself: what to start it with is in the message."""
    with oxigraph_server(tmp_path / "plain") as plain:
        base = plain.query.removesuffix("/query")
        with open_store(base) as store, pytest.raises(StoreUnavailable, match="--union-default-graph"):
            store.put([_TURTLE])
        with pytest.raises(StoreUnavailable, match="not the union of its named graphs"):
            open_store(base)


def test_a_base_address_stands_for_the_three_of_oxigraph() -> None:
    """And a path for the address of queries alone."""
    found = read_addresses("http://127.0.0.1:7878/")
    assert (found.query, found.update, found.graph_store) == (
        "http://127.0.0.1:7878/query",
        "http://127.0.0.1:7878/update",
        "http://127.0.0.1:7878/store",
    )
    alone = read_addresses("https://data.example/repositories/claims")
    assert (alone.query, alone.update, alone.graph_store) == (
        "https://data.example/repositories/claims",
        None,
        None,
    )


def test_a_file_gives_all_three_addresses(tmp_path: Path) -> None:
    """And how long to wait, in seconds."""
    file = tmp_path / "cluster.toml"
    file.write_text(
        "query = 'https://d.example/q'\nupdate = 'https://d.example/u'\n"
        "graph_store = 'https://d.example/g'\nread_timeout_s = 300\n",
        encoding="utf-8",
    )
    found = read_addresses(str(file))
    assert (found.location, found.query) == ("https://d.example/q", "https://d.example/q")
    assert (found.update, found.graph_store) == ("https://d.example/u", "https://d.example/g")
    assert (found.connect_timeout_s, found.read_timeout_s) == (10.0, 300.0)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("query = 3", "no text"),
        ("update = 'https://d.example/u'", "for queries is missing"),
        ("query = 'https://d.example/q'\nqeury = 'x'", "'qeury' means nothing"),
        ("query = 'ftp://d.example/q'", "no http or https address"),
        ("query = 'https://d.example/q'\nread_timeout_s = -1", "read_timeout_s is no time"),
        ("query = 'https://d.example/q'\nread_timeout_s = nan", "read_timeout_s is no time"),
        ("query = 'https://d.example/q'\nconnect_timeout_s = true", "connect_timeout_s is no time"),
        (f"query = 'https://d.example/q'\npassword = '{_SECRET}'", "passwords do not belong in this file"),
        (f"query = 'https://me:{_SECRET}@d.example/q'", "must not hold a password"),
        ("query = [", "not TOML"),
    ],
)
def test_a_file_that_makes_no_sense_is_told(tmp_path: Path, text: str, match: str) -> None:
    """With its name and what to write; what is secret in it is not repeated."""
    file = tmp_path / "cluster.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises((UsageError, FileUnreadable), match=match) as caught:
        open_store(file)
    assert _SECRET not in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "ftp://x.example/",
        "http://[::1",
        "http://x.example:99999/",
        f"http://me:{_SECRET}@x.example/",
        "http://x.example/a b",
        "missing.toml",
    ],
)
def test_an_address_that_is_none_is_told(address: str) -> None:
    """Without a request, and without what is secret in it."""
    with pytest.raises((UsageError, FileUnreadable)) as caught:
        open_store(address)
    assert _SECRET not in str(caught.value)


def test_a_store_without_an_address_to_write_to_is_only_read(server: _Faulty) -> None:
    """Nothing is sent, and the message names the variable."""
    with open_store(server.address) as store:
        server.requests.clear()
        with pytest.raises(UsageError, match="CLAIMGRAPH_GRAPH_STORE_URL"):
            store.put([_TURTLE])
        assert server.requests == []


def test_without_a_graph_store_updates_do_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In batches, each an update of its own; what was there is replaced."""
    with oxigraph_server(tmp_path / "updates", "--union-default-graph") as running:
        monkeypatch.setenv("CLAIMGRAPH_UPDATE_URL", running.update)
        with open_store(running.query) as store:
            lines = "".join(f"<http://x.org/a> <http://x.org/p> {n} .\n" for n in range(2500))
            hostile = '<http://x.org/a> <http://x.org/p> "} ; DROP ALL ; # \\" \\n é" .'
            store.put([Document(path="a.ttl", graph="http://x.org/g", text=(lines + hostile).encode())])
            assert store.count("http://x.org/g") == 2501
            store.put([_TURTLE])
            assert store.count("http://x.org/g") == 1
            store.remove(["http://x.org/g", "http://x.org/never"])
            assert store.graphs() == ()


def test_a_server_that_was_killed_has_lost_nothing_it_acknowledged(tmp_path: Path) -> None:
    """Killed while it is being filled; started again, it holds whole graphs, and a repeat ends right."""
    names = [f"http://x.org/graph/{number}" for number in range(40)]
    lines = "".join(f"<http://x.org/s{n}> <http://x.org/p> {n} .\n" for n in range(300)).encode()
    documents = [Document(path=name, graph=name, text=lines) for name in names]
    acknowledged: list[str] = []
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with (
        oxigraph_server(tmp_path / "data", "--union-default-graph", port=port) as first,
        RemoteStore(read_addresses(base), sleep=lambda _: None) as store,
        suppress(StoreUnavailable),
    ):
        for document in documents:
            if len(acknowledged) == 7:
                threading.Timer(0.02, first.process.kill).start()
            store.put([document])
            acknowledged.append(document.graph)
    assert 7 <= len(acknowledged) < len(names)
    with oxigraph_server(tmp_path / "data", "--union-default-graph", port=port), open_store(base) as store:
        there = store.graphs()
        assert set(acknowledged) <= set(there)
        assert {store.count(name) for name in there} == {300}
        store.put(documents)
        assert store.graphs() == tuple(sorted(names))
        assert {store.count(name) for name in names} == {300}


def _challenge(way: str) -> Callable[[_Handler], None]:
    asked = {
        "basic": 'Basic realm="claims"',
        "digest": 'Digest realm="claims", nonce="n1", qop="auth", algorithm=MD5',
    }
    return reply(b"", 401, "text/plain", WWW_Authenticate=asked[way])


@pytest.mark.parametrize(
    ("way", "source"),
    [
        ("basic", "environment"),
        ("basic", "netrc"),
        ("digest", "environment"),
        ("digest", "netrc"),
        ("token", "environment"),
    ],
)
def test_who_we_are_comes_from_the_environment_or_netrc(
    server: _Faulty,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    way: str,
    source: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """And goes out the way the server asks for; no log, message or representation shows it."""
    caplog.set_level(logging.DEBUG)
    if way == "token":
        monkeypatch.setenv("CLAIMGRAPH_STORE_TOKEN", _SECRET)
    elif source == "environment":
        monkeypatch.setenv("CLAIMGRAPH_STORE_USER", "me")
        monkeypatch.setenv("CLAIMGRAPH_STORE_PASSWORD", _SECRET)
    else:
        file = tmp_path / "netrc"
        file.write_text(f"machine 127.0.0.1 login me password {_SECRET}\n", encoding="utf-8")
        file.chmod(0o600)
        monkeypatch.setenv("NETRC", str(file))
    if way != "token":
        server.plan = [_challenge(way)] * (2 if way == "digest" else 1)
    with open_store(server.address) as store:
        sent = [headers.get("Authorization", "") for _, _, headers, _ in server.requests]
        assert sent[-1].startswith(
            {"basic": "Basic ", "digest": "Digest ", "token": f"Bearer {_SECRET}"}[way]
        )
        if way != "token":
            assert sent[0] == ""
        server.plan = [reply(f"no: {_SECRET}".encode(), 500, "text/plain")]
        with pytest.raises(StoreUnavailable) as caught:
            store.select(_SELECT)
        assert _SECRET not in f"{caught.value!s} {caught.value!r} {store.__dict__} {caplog.text}"


def _echo(handler: _Handler) -> None:
    """Fail with a page that repeats the request, as debugging servers do."""
    said = f"bad: {handler.path} {escape(handler.path)} {handler.headers['Authorization']}"
    reply(said.encode(), 500, "text/plain")(handler)


def test_a_server_that_repeats_the_request_gives_nothing_away(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the password as it was sent nor the key in an address is in a message or in httpx's log."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("CLAIMGRAPH_STORE_USER", "me")
    monkeypatch.setenv("CLAIMGRAPH_STORE_PASSWORD", _SECRET)
    key = "hunter2&plus=l%C3%A4nger+still"
    monkeypatch.setenv("CLAIMGRAPH_GRAPH_STORE_URL", f"{server.address}/data?key=third-key")
    server.plan = [_challenge("basic")]
    with RemoteStore(read_addresses(f"{server.address}?key={key}"), sleep=lambda _: None) as store:
        server.plan = [_echo]
        with pytest.raises(StoreUnavailable) as asking:
            store.select(_SELECT)
        server.plan = [_challenge("basic"), _echo]
        with pytest.raises(StoreUnavailable) as writing:
            store.remove(["http://x.org/g"])
    sent = [headers.get("Authorization", "") for _, _, headers, _ in server.requests]
    encoded = b64encode(f"me:{_SECRET}".encode()).decode()
    assert f"Basic {encoded}" in sent
    assert any("key=hunter2" in path for _, path, *_ in server.requests)
    shown = f"{asking.value!r} {asking.value} {writing.value!r} {writing.value} {caplog.text}"
    assert "500: bad: /sparql?***" in shown
    assert server.address in caplog.text
    for secret in (_SECRET, encoded, "hunter2", "nger", "third-key"):
        assert secret not in shown


def test_who_we_are_to_one_host_is_not_told_to_another(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An entry in netrc goes to the host it names, not where the same store is written."""
    file = tmp_path / "netrc"
    file.write_text(f"machine 127.0.0.1 login me password {_SECRET}\n", encoding="utf-8")
    file.chmod(0o600)
    monkeypatch.setenv("NETRC", str(file))
    other = server.address.replace("127.0.0.1", "localhost")
    monkeypatch.setenv("CLAIMGRAPH_GRAPH_STORE_URL", other)
    server.plan = [_challenge("basic")]
    with open_store(server.address) as store:
        assert server.requests[-1][2].get("Authorization", "").startswith("Basic ")
        server.requests.clear()
        server.plan = [_challenge("basic")] * 9
        with pytest.raises(StoreUnavailable, match="it wants to know who you are"):
            store.remove(["http://x.org/g"])
        assert [headers.get("Authorization") for _, _, headers, _ in server.requests] == [None]


@pytest.mark.parametrize("way", ["basic", "digest"])
def test_a_wrong_password_is_told_and_not_tried_again(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """Trying again would lock people out."""
    monkeypatch.setenv("CLAIMGRAPH_STORE_USER", "me")
    monkeypatch.setenv("CLAIMGRAPH_STORE_PASSWORD", _SECRET)
    server.plan = [_challenge(way)] * 9
    with pytest.raises(StoreUnavailable, match="does not accept this user and password") as caught:
        open_store(server.address)
    assert len(server.requests) <= 3
    assert caught.value.attempts == 1


def test_nothing_secret_is_sent_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token over http to another machine is refused before anything leaves."""
    monkeypatch.setenv("CLAIMGRAPH_STORE_TOKEN", _SECRET)
    with pytest.raises(StoreUnavailable, match="name its https address") as caught:
        open_store("http://claims.invalid/sparql")
    assert _SECRET not in str(caught.value)


def test_what_is_sent_on_takes_nothing_secret_along(server: _Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    """A redirect is not followed, wherever it leads."""
    monkeypatch.setenv("CLAIMGRAPH_STORE_TOKEN", _SECRET)
    with _Faulty() as other:
        server.plan = [reply(b"", 307, "text/plain", Location=other.address)]
        with pytest.raises(StoreUnavailable, match="sends on to"):
            open_store(server.address)
        assert other.requests == []


def test_a_certificate_that_nobody_vouches_for_is_refused(
    monkeypatch: pytest.MonkeyPatch, server: _Faulty
) -> None:
    """A server that speaks no TLS, or not the host's, is not talked to."""
    with pytest.raises(StoreUnavailable) as caught:
        RemoteStore(read_addresses(server.address.replace("http:", "https:")), sleep=lambda _: None)
    assert caught.value.exit_code == 3
    assert server.requests == []


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
def test_a_certificate_counts_where_its_authority_is_named(
    server: _Faulty, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One that nobody vouches for is refused at once; SSL_CERT_FILE names who does."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    address = f"https://localhost:{server.server_address[1]}/sparql"
    with pytest.raises(StoreUnavailable, match="its certificate is not to be trusted") as caught:
        open_store(address)
    assert caught.value.attempts == 1
    assert server.requests == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with open_store(address) as store:
        assert store.select(_SELECT).rows == ()


def test_a_query_that_is_malformed_is_told_before_it_is_sent(server: _Faulty) -> None:
    """With line and column, as the stores in this process do."""
    with open_store(server.address) as store:
        server.requests.clear()
        with pytest.raises(QueryFailed) as caught:
            store.select("SELECT ?s {\n ?s ?p }")
        assert (caught.value.line, caught.value.column) == (2, 9)
        assert server.requests == []


def test_a_query_that_the_server_does_not_take_is_the_querys_fault(server: _Faulty) -> None:
    """Status 400: exit code 2, with the server's words."""
    with open_store(server.address) as store:
        server.plan = [reply(b"Virtuoso 37000\nError", 400, "text/plain")]
        with pytest.raises(QueryFailed, match="Virtuoso 37000 Error"):
            store.select(_SELECT)


@given(st.data())
def test_an_answer_is_read_the_same_however_it_comes_in_pieces(data: st.DataObject) -> None:
    """Chunks may end anywhere, within a letter or a number too; what is cut off is never taken for whole."""
    texts = data.draw(st.lists(st.text(max_size=8), max_size=6))
    whole = json.dumps(
        {
            "head": {"vars": ["s"], "link": []},
            "results": {
                "distinct": False,
                "bindings": [{"s": {"type": "literal", "value": it}} for it in texts],
            },
        },
        ensure_ascii=False,
        indent=data.draw(st.sampled_from([None, 1])),
    ).encode()
    size = data.draw(st.integers(1, 9))
    pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
    answer = read_answer(iter(pieces))
    assert answer.variables == ("s",)
    assert [row[0].value for row in answer.rows if row[0]] == texts
    end = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises((Passing, Lasting)):
        for _ in read_answer(iter([whole[:end]])).rows:
            pass


def test_the_head_may_come_last() -> None:
    """The order of an object's members means nothing."""
    rows = b'{"bindings": [{"s": {"type": "uri", "value": "urn:a"}}, {}]}'
    text = b'{"results": ' + rows + b', "head": {"vars": ["s", "t"]}}'
    assert list(read_answer(iter([text])).rows) == [(Term("urn:a", "iri"), None), (None, None)]
    truth = read_answer(iter([b'{"boolean": true, "head": {}}']))
    assert truth.truth is True


@given(
    st.one_of(
        st.tuples(
            st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-1000, max_value=1000).map(
                str
            ),
            st.just("decimal"),
        ),
        st.tuples(st.integers(-(10**15), 10**15).map(str), st.just("integer")),
        st.tuples(st.sampled_from(["0", "1", "true", "false"]), st.just("boolean")),
        st.tuples(st.text(max_size=5), st.sampled_from(["decimal", "date", "integer", "anyURI"])),
    )
)
def test_values_have_one_form_which_is_that_of_the_store_in_memory(value: tuple[str, str]) -> None:
    """Whatever is written, and what makes no sense stays as it is; doing it twice changes nothing."""
    text, name = value
    datatype = f"http://www.w3.org/2001/XMLSchema#{name}"
    term = canonical_literal(text, datatype)
    with open_store() as oracle:
        oracle.add([(Term("urn:a", "iri"), Term("urn:b", "iri"), Term(text, "literal", datatype))], "urn:g")
        assert next(oracle.rows("SELECT ?o { ?s ?p ?o }")) == (term,)
    assert canonical_literal(term.value, term.datatype or "") == term


def test_importing_the_stores_loads_no_http_library() -> None:
    """Nor does opening one in memory or on disk: a store on this machine costs nothing of the other kind."""
    program = "import sys; from graph.store import open_store; open_store().close(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert {"httpx", "tenacity", "httpcore"}.isdisjoint(done.stdout.split())
