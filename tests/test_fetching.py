"""Articles from addresses: what is read, and what is refused, by a server on this machine."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import shutil
import socket
import ssl
import subprocess
import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceUnreadable
from graph.sources import read_source_files
from graph.text.extraction import Form
from graph.text.fetching import connecting, fetch
from graph.text.fetching.connecting import is_public
from tests.corpora import HERE

PAGE = b"<!doctype html><html><main><h1>Bells</h1><p>A harbour bell rings with the waves.</p></main></html>"
LIMIT = 100_000


def answer(
    body: bytes = PAGE, status: str = "200 OK", media_type: str | None = "text/html", *headers: str
) -> bytes:
    """Give a whole answer in HTTP/1.1."""
    lines = [f"HTTP/1.1 {status}", *headers]
    if media_type is not None:
        lines.append(f"Content-Type: {media_type}")
    if not any(header.startswith(("Content-Length", "Transfer-Encoding")) for header in headers):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def moved(location: str) -> bytes:
    """Give a redirect."""
    return answer(b"", "302 Found", None, f"Location: {location}")


@dataclass
class Server:
    """A server on 127.0.0.1 that answers each path as it is told; `asked` keeps the requests."""

    port: int = 0
    answers: dict[str, bytes | Callable[[socket.socket], None]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)
    tls: ssl.SSLContext | None = None

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """Give the address of a path."""
        return f"http://{host}:{self.port}{path}"

    def serve(self, connection: socket.socket) -> None:
        """Answer one request."""
        with contextlib.ExitStack() as stack:
            stack.enter_context(connection)
            stack.enter_context(contextlib.suppress(OSError))
            if self.tls is not None:
                connection = stack.enter_context(self.tls.wrap_socket(connection, server_side=True))
            request = b""
            while b"\r\n\r\n" not in request and (part := connection.recv(65536)):
                request += part
                if not request.startswith(b"GET"[: len(request)]):
                    return
            self.asked.append(request.decode("latin-1"))
            path = self.asked[-1].split(" ")[1]
            reply = self.answers.get(path, answer(b"", "404 Not Found"))
            if isinstance(reply, bytes):
                connection.sendall(reply)
            else:
                reply(connection)


@pytest.fixture
def server() -> Iterator[Server]:
    """Serve until the test is over; what waits for `done` is let go."""
    made = Server()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made.port = listening.getsockname()[1]
        workers: list[threading.Thread] = []

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    if made.done.is_set():
                        connection.close()
                        return
                    workers.append(threading.Thread(target=made.serve, args=(connection,)))
                    workers[-1].start()

        accepting = threading.Thread(target=accept)
        accepting.start()
        yield made
        made.done.set()
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", made.port), 5).close()
        accepting.join()
        for worker in workers:
            worker.join()


def refusal(address: str, limit: int = LIMIT) -> str:
    """Give the sentence that an address is refused with; it begins with the address."""
    with pytest.raises(SourceUnreadable) as refused:
        fetch(address, max_bytes=limit)
    message = str(refused.value)
    assert message.isprintable()
    assert message == f"{address if address.isprintable() else repr(address)[1:-1]}: {refused.value.detail}"
    assert refused.value.exit_code == 2
    return refused.value.detail


def test_an_address_gives_what_the_server_sends_and_says_of_it(server: Server) -> None:
    """Content, type and charset; the request asks for no more than it can read, and names the host."""
    server.answers["/a%20b/%C3%BC?q=1&r=%2F"] = answer(PAGE, "200 OK", "Text/HTML; Charset='latin-1'")
    got = fetch(server.url("/a%20b/\u00fc?q=1&r=%2F#part"), max_bytes=LIMIT)
    assert (got.content, got.media_type, got.charset) == (PAGE, "text/html", "'latin-1'")
    assert got.address == server.url("/a%20b/%C3%BC?q=1&r=%2F")
    (request,) = server.asked
    assert f"Host: 127.0.0.1:{server.port}\r\n" in request
    assert "Accept-Encoding: gzip\r\n" in request
    assert "Cookie" not in request


@pytest.mark.parametrize(
    ("name", "media_type", "form"),
    [
        ("article.txt", "text/plain; charset=utf-8", Form.TEXT),
        ("clean.html", "text/html", Form.HTML),
        ("clean.html", "application/xhtml+xml", Form.HTML),
        ("blog.html", "text/html", Form.HTML),
        ("word.html", None, Form.HTML),
        ("article.md", "text/markdown", Form.MARKDOWN),
        ("article.md", "text/plain", Form.MARKDOWN),
    ],
)
def test_an_article_is_the_same_from_an_address_as_from_a_file(
    server: Server, name: str, media_type: str | None, form: Form
) -> None:
    """With and without its slug, also where the query holds an equals sign."""
    pages = HERE / "data" / "pages"
    server.answers[f"/{name}?a=b"] = answer((pages / name).read_bytes(), "200 OK", media_type)
    url = server.url(f"/{name}?a=b")
    plain, named, file = read_source_files([url, f"bells={url}", f"bells={pages / name}"])
    assert (plain.slug, named.slug, plain.form, named.text.path) == (None, "bells", form, url)
    assert plain.text.text == named.text.text == file.text.text


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE, id="until it closes"),
        pytest.param(answer().replace(b"HTTP/1.1", b"HTTP/1.0"), id="of an old server"),
        pytest.param(answer(PAGE, "200 OK", "text/html", "Connection: close"), id="and closes"),
        pytest.param(
            answer(
                b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE),
                "200 OK",
                "text/html",
                "Transfer-Encoding: chunked",
            ),
            id="in chunks",
        ),
    ],
)
def test_a_page_is_read_to_its_end_however_that_is_told(server: Server, reply: bytes) -> None:
    """By its length, by chunks, or by the end of the connection."""
    server.answers["/"] = reply
    assert fetch(server.url(), max_bytes=LIMIT).content == PAGE


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_on_the_same_host(server: Server, status: int) -> None:
    """Relative and whole ones; the address is the last one."""
    server.answers["/a"] = answer(b"", f"{status} Moved", None, "Location: b/c")
    server.answers["/b/c"] = moved(server.url("/d#e"))
    server.answers["/d"] = answer()
    assert fetch(server.url("/a"), max_bytes=LIMIT).address == server.url("/d")


def test_five_redirects_are_followed_and_no_sixth(server: Server) -> None:
    """Neither is a ring of them."""
    for number in range(1, 7):
        server.answers[f"/{number}"] = moved(f"/{number - 1}")
    server.answers["/0"] = answer()
    assert fetch(server.url("/5"), max_bytes=LIMIT).content == PAGE
    assert refusal(server.url("/6")) == "it redirects more than 5 times: name the last address."
    server.answers["/ring"] = moved("/ring")
    assert "more than 5 times" in refusal(server.url("/ring"))


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.2", "localhost", "[::1]", "10.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104
        *("2130706433", "127.1", "[::ffff:127.0.0.1]", "[::ffff:10.1.2.3]", "[fe80::1]", "[fd00::1]"),
        *("[64:ff9b::7f00:1]", "[::]"),
    ],
)
def test_a_redirect_to_another_host_that_is_not_public_is_refused(server: Server, host: str) -> None:
    """By whatever name it goes; nothing is sent there."""
    server.answers["/"] = moved(server.url("/secret", host))
    server.answers["/secret"] = answer()
    message = refusal(server.url())
    assert "which is not on the public internet: name that address yourself if you trust it." in message
    assert len(server.asked) == 1


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x", "https://["])
def test_a_redirect_to_what_is_no_web_address_is_refused(server: Server, location: str) -> None:
    """Only http and https are followed."""
    server.answers["/"] = moved(location)
    assert refusal(server.url()).startswith("it redirects to no http or https address")


def test_a_name_that_leads_elsewhere_the_second_time_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name cannot turn into another machine of the network; it is looked up once a request."""
    looked_up: list[Any] = []
    found = iter([["127.0.0.1"], ["127.0.0.1"], ["127.0.0.1", "10.0.0.7"]])

    def look_up(host: str, port: int, **_: Any) -> list[Any]:
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in next(found)]

    real = socket.getaddrinfo

    def pretend(host: Any, port: Any, *rest: Any, **named: Any) -> Any:
        return look_up(host, port) if host == "bells.example" else real(host, port, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", pretend)
    server.answers["/"] = moved("/again")
    server.answers["/again"] = moved("/thrice")
    server.answers["/thrice"] = answer()
    message = refusal(server.url("/", "bells.example"))
    assert message.startswith("it redirects to bells.example, which is not on the public internet")
    assert looked_up == ["bells.example"] * 3
    assert len(server.asked) == 2
    assert all(f"Host: bells.example:{server.port}\r\n" in request for request in server.asked)


def test_of_public_and_private_addresses_the_public_ones_are_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    """A typed name cannot smuggle this machine in beside the internet."""
    tried: list[str] = []

    def look_up(_host: Any, port: Any, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (it, port)) for it in ("127.0.0.1", "1.1.1.1")]

    def connect(place: tuple[str, int], _timeout: float) -> socket.socket:
        tried.append(place[0])
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    assert refusal("http://bells.example/") == "it cannot be reached (Connection refused): check the address."
    assert tried == ["1.1.1.1"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("1.1.1.1", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("100.64.0.1", False),
        ("169.254.0.1", False),
        ("224.0.0.1", False),
        ("ff0e::1", False),
        ("::1", False),
        ("fe80::1%1", False),
        ("::ffff:8.8.8.8", True),
        ("::ffff:192.168.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("2001:0:4136:e378:8000:63bf:f5ff:fffe", False),
    ],
)
def test_addresses_are_public_or_not_by_the_ipv4_address_inside(address: str, *, public: bool) -> None:
    """Mapped, translated and tunnelled addresses lead where the inner one leads."""
    assert is_public(ipaddress.ip_address(address)) is public


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("404 Not Found", "the server answers 404 (Not Found): check the address."),
        ("500 Oh\x1b[31m", "the server answers 500 (Internal Server Error): check the address."),
        ("799 Odd", "the server answers 799: check the address."),
        ("204 No Content", "the server answers 204 (No Content): check the address."),
    ],
)
def test_other_answers_are_told_by_number(server: Server, status: str, said: str) -> None:
    """In our own words, not in the server's."""
    server.answers["/"] = answer(b"", status)
    assert refusal(server.url()) == said


@pytest.mark.parametrize(
    "media_type", ["application/pdf", "image/png", "application/json", "text/css", "video/mp4"]
)
def test_other_types_are_refused_by_name(server: Server, media_type: str) -> None:
    """Without reading what comes."""
    server.answers["/"] = answer(PAGE, "200 OK", media_type)
    assert refusal(server.url()) == (
        f"it is '{media_type}': name an article that comes as text/html, text/plain, text/markdown or "
        "application/xhtml+xml."
    )


def test_a_body_that_is_said_to_be_too_large_is_not_read(server: Server) -> None:
    """The server's own word is enough: 50 MB are refused before the first byte."""

    def reply(connection: socket.socket) -> None:
        connection.sendall(answer(b"", "200 OK", "text/html", "Content-Length: 50000000"))
        server.done.wait(30)

    server.answers["/"] = reply
    assert refusal(server.url(), 20_000_000) == "it is larger than 20 MB: name the article alone."


def test_a_body_without_end_is_read_up_to_the_limit_only(server: Server) -> None:
    """Whatever the server says, or does not say, of its length."""
    sent: list[int] = []

    def reply(connection: socket.socket) -> None:
        connection.sendall(answer(b"", "200 OK", "text/plain", "Transfer-Encoding: chunked"))
        with contextlib.suppress(OSError):
            while not server.done.is_set():
                connection.sendall(b"2710\r\n" + b"x" * 10_000 + b"\r\n")
                sent.append(10_000)

    server.answers["/"] = reply
    assert refusal(server.url()) == "it is larger than 0.1 MB: name the article alone."


def test_a_packed_page_is_unpacked(server: Server) -> None:
    """With gzip, the one packing that is asked for."""
    server.answers["/"] = answer(gzip.compress(PAGE), "200 OK", "text/html", "Content-Encoding: gzip")
    assert fetch(server.url(), max_bytes=LIMIT).content == PAGE
    server.answers["/br"] = answer(PAGE, "200 OK", "text/html", "Content-Encoding: br")
    assert refusal(server.url("/br")) == "it is packed as 'br': save the page and name the file."


@pytest.mark.parametrize(
    ("packed", "said"),
    [
        pytest.param(gzip.compress(bytes(50_000_000)), "it is larger than 0.1 MB", id="a bomb"),
        pytest.param(
            gzip.compress(b"")[:10] + b"\0\0\0\xff\xff" * 50_000, "it is larger than 0.1 MB", id="of nothing"
        ),
        pytest.param(gzip.compress(PAGE * 9)[:-9], "its answer is broken or cut short", id="cut short"),
        pytest.param(b"no gzip", "its answer is broken or cut short", id="no gzip"),
        pytest.param(zlib.compress(PAGE), "its answer is broken or cut short", id="other"),
    ],
)
def test_packed_pages_are_bounded_and_whole(server: Server, packed: bytes, said: str) -> None:
    """However much a byte unfolds to, and however little."""
    head = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    server.answers["/"] = head + packed
    assert refusal(server.url()).startswith(said)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(
            answer(PAGE, "200 OK", "text/html", f"Content-Length: {len(PAGE) + 1}"), id="too few bytes"
        ),
        pytest.param(
            answer(b"5\r\nab", "200 OK", "text/html", "Transfer-Encoding: chunked"), id="half a chunk"
        ),
        pytest.param(answer(b"x\r\n", "200 OK", "text/html", "Transfer-Encoding: chunked"), id="no chunk"),
        pytest.param(b"SSH-2.0-OpenSSH\r\n", id="no HTTP"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 500 + b"\r\n", id="headers without end"),
    ],
)
def test_broken_answers_are_told_in_one_sentence(server: Server, reply: bytes) -> None:
    """An article that came in part is no article."""
    server.answers["/"] = reply
    assert "broken or cut short" in refusal(server.url()) or "cannot be reached" in refusal(server.url())


@pytest.mark.parametrize(
    "begun",
    [b"", b"HTTP/1.1 200 OK\r\nContent-T", answer(PAGE[:9], "200 OK", "text/html", "Content-Length: 99")],
)
def test_a_server_that_falls_silent_is_left(
    server: Server, begun: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before its answer, in it, and in the page."""

    def reply(connection: socket.socket) -> None:
        connection.sendall(begun)
        server.done.wait(30)

    monkeypatch.setattr(connecting, "READ_S", 0.05)
    server.answers["/"] = reply
    assert refusal(server.url()).startswith("it does not answer in time")


def test_a_server_that_drips_is_left_when_the_whole_time_is_over(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No single wait is long, but together they are: the deadline counts them all."""
    now = iter(range(0, 10_000, 5))
    monkeypatch.setattr(connecting.time, "monotonic", lambda: float(next(now)))

    def reply(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\n")
            while not server.done.is_set():
                connection.sendall(b"A: b\r\n"[:1])

    server.answers["/"] = reply
    assert refusal(server.url()) == "it takes more than 60 seconds: save the page and name the file."


def test_an_address_that_nobody_listens_at_cannot_be_reached() -> None:
    """The reason is the system's."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert (
        refusal(f"http://127.0.0.1:{port}/")
        == "it cannot be reached (Connection refused): check the address."
    )


def test_a_host_that_is_not_found_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names under .invalid never lead anywhere."""

    def look_up(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert refusal("https://bells.invalid/a") == "the host bells.invalid is not found: check the address."


def test_a_server_without_tls_is_not_read_as_https(server: Server) -> None:
    """Nothing falls back to what anyone on the way could change."""
    server.answers["/"] = answer()
    assert refusal(server.url().replace("http:", "https:")).startswith("it has no safe connection (")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Make a key and a certificate of its own for localhost, in one file."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("no openssl to make a certificate with")
    key, made = tmp_path / "key.pem", tmp_path / "made.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command = [program, "req", "-x509", *curve, *subject, "-keyout", key, "-out", made]
    subprocess.run(command, check=True, capture_output=True)
    made.write_text(made.read_text() + key.read_text())
    return made


def test_https_is_read_where_the_certificate_holds_for_the_name(
    server: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the connection goes to the address that was found; any other certificate is refused."""
    server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.tls.load_cert_chain(certificate)
    server.answers["/"] = answer()
    url = server.url("/", "localhost").replace("http:", "https:")
    assert refusal(url).startswith("its certificate does not hold for localhost (self")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert fetch(url, max_bytes=LIMIT).content == PAGE
    assert f"Host: localhost:{server.port}\r\n" in server.asked[-1]
    other = url.replace("localhost", "127.0.0.1")
    assert refusal(other).startswith("its certificate does not hold for 127.0.0.1 (")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "address",
    [
        *(
            "http://",
            "http:///a",
            "http://a b/",
            "http://a/\n",
            "http://[::1/",
            "http://a:99999/",
            "http://a:x/",
        ),
        *("ftp://a/", "HTTPS://", "file:///a", f"http://{'a' * 70}/", "http://a/\x7f", "gopher://x"),
    ],
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    """Before anything is looked up."""
    assert refusal(address) == "it is no http or https address that can be read: check the address."


def test_an_address_with_a_password_is_refused() -> None:
    """It would stand in every message and report."""
    assert refusal("http://ada:secret@127.0.0.1/").startswith("it is an address with a user name")
