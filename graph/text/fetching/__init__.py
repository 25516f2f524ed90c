"""An article from its address, within bounds: of size, of time, and of where a redirect may lead.

The standard library does it, since the bounds are the work: each name is resolved once, every
address of it is checked, and the connection goes to a checked address, so a second look-up cannot
lead elsewhere. The address that a person types may be anywhere, also on this machine; a redirect
never leads to another host that is not on the public internet.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import TYPE_CHECKING, cast
from urllib.parse import SplitResult, urljoin

from graph.errors import SourceUnreadable
from graph.text.fetching.connecting import (
    WHOLE_S,
    Deadline,
    IpAddress,
    Wire,
    connect,
    is_public,
    resolve,
    split_address,
)

if TYPE_CHECKING:
    from socket import socket

__all__ = ["Fetched", "fetch"]

_REDIRECTS = 5
_CHUNK_BYTES = 1 << 16
_REDIRECTING = frozenset({301, 302, 303, 307, 308})
_MEDIA_TYPES = ("text/html", "text/plain", "text/markdown", "application/xhtml+xml")
_ACCEPT = "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.1"
_HINT = "try again, or save the page and name the file."


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave; `address` is where the redirects ended, the rest what the server says of it."""

    address: str
    content: bytes
    media_type: str | None
    charset: str | None


def fetch(address: str, *, max_bytes: int) -> Fetched:
    """Fetch an article from an http or https address: within 60 seconds, `max_bytes` and 5 redirects.

    Connecting may take 10 of the seconds, each wait for more 20; no proxy is used. Raises
    SourceUnreadable for what is out of bounds, out of reach, or neither text, Markdown nor HTML.
    """
    deadline = Deadline(address, time.monotonic() + WHOLE_S)
    target = split_address(address, address)
    home, typed = target.hostname, resolve(target, address)
    # Where a name leads to the internet and to this machine, the internet was meant.
    addresses = [found for found in typed if is_public(found)] or typed
    for _ in range(_REDIRECTS + 1):
        answer = _ask(target, addresses, deadline, max_bytes)
        if isinstance(answer, Fetched):
            return answer
        target = split_address(_join(target, answer), address)
        addresses = resolve(target, address)
        known = typed if target.hostname == home else []
        if not all(is_public(found) or found in known for found in addresses):
            raise SourceUnreadable(
                address,
                f"it redirects to {target.hostname}, which is not on the public internet: "
                "name that address yourself if you trust it.",
            )
    raise SourceUnreadable(address, f"it redirects more than {_REDIRECTS} times: name the last address.")


def _join(target: SplitResult, location: str) -> str:
    try:
        return urljoin(target.geturl(), location)
    except ValueError:
        return location  # no address: refused as such


def _ask(
    target: SplitResult, addresses: Sequence[IpAddress], deadline: Deadline, max_bytes: int
) -> Fetched | str:
    """Ask once: give what came, or where it redirects to. Every failure becomes one sentence."""
    typed = deadline.address
    try:
        connection = connect(target, addresses, deadline)
        try:
            return _read(_send(target, connection, deadline), target, typed, max_bytes)
        finally:
            connection.close()
    except TimeoutError as error:
        raise SourceUnreadable(typed, f"it does not answer in time: {_HINT}") from error
    except ssl.SSLCertVerificationError as error:
        detail = f"its certificate does not hold for {target.hostname} ({error.verify_message})"
        raise SourceUnreadable(typed, f"{detail}: check the address.") from error
    except ssl.SSLError as error:
        reason = (error.reason or "TLS").replace("_", " ").lower()
        raise SourceUnreadable(typed, f"it has no safe connection ({reason}): check the address.") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceUnreadable(typed, f"it cannot be reached ({reason}): check the address.") from error
    except (HTTPException, ValueError, zlib.error) as error:
        raise SourceUnreadable(typed, f"its answer is broken or cut short: {_HINT}") from error


def _send(target: SplitResult, connection: socket, deadline: Deadline) -> HTTPResponse:
    client = HTTPConnection(target.netloc)
    client.sock = cast("socket", Wire(connection, deadline))
    headers = {
        "User-Agent": "claimgraph",
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    if target.scheme == "https":
        headers["Host"] = target.netloc  # without the port that plain HTTP would need
    client.request("GET", target._replace(scheme="", netloc="").geturl(), headers=headers)
    return client.getresponse()


def _read(response: HTTPResponse, target: SplitResult, typed: str, max_bytes: int) -> Fetched | str:
    location = response.getheader("Location")
    if response.status in _REDIRECTING and location:
        return location
    if response.status != HTTPStatus.OK:
        known = response.status in {status.value for status in HTTPStatus}
        reason = f" ({HTTPStatus(response.status).phrase})" if known else ""
        raise SourceUnreadable(typed, f"the server answers {response.status}{reason}: check the address.")
    media_type = response.headers.get_content_type() if "Content-Type" in response.headers else None
    if media_type is not None and media_type not in _MEDIA_TYPES:
        listed = f"{', '.join(_MEDIA_TYPES[:-1])} or {_MEDIA_TYPES[-1]}"
        raise SourceUnreadable(typed, f"it is {media_type[:80]!r}: name an article that comes as {listed}.")
    length = response.getheader("Content-Length", "")
    if length.isdecimal() and int(length) > max_bytes:
        raise _too_large(typed, max_bytes)
    return Fetched(
        address=target.geturl(),
        content=b"".join(_bounded(_unpacked(response, typed, max_bytes), typed, max_bytes)),
        media_type=media_type,
        charset=_charset(response.headers),
    )


def _bounded(chunks: Iterator[bytes], typed: str, max_bytes: int) -> Iterator[bytes]:
    """Hand pieces on until there are too many of them."""
    left = max_bytes
    for chunk in chunks:
        left -= len(chunk)
        if left < 0:
            raise _too_large(typed, max_bytes)
        yield chunk


def _body(response: HTTPResponse) -> Iterator[bytes]:
    while chunk := response.read(_CHUNK_BYTES):
        yield chunk
    if response.length:
        raise HTTPException("cut short")


def _unpacked(response: HTTPResponse, typed: str, max_bytes: int) -> Iterator[bytes]:
    """Give the body in pieces, unpacked: however much a byte of it unfolds to, no piece passes its bound."""
    coding = response.getheader("Content-Encoding", "identity").strip().lower()
    if coding == "identity":
        yield from _body(response)
        return
    if coding not in {"gzip", "x-gzip"}:
        raise SourceUnreadable(typed, f"it is packed as {coding[:40]!r}: save the page and name the file.")
    packed = zlib.decompressobj(wbits=31)
    for chunk in _bounded(_body(response), typed, max_bytes):
        rest = chunk
        while rest:
            yield packed.decompress(rest, _CHUNK_BYTES)
            rest = packed.unconsumed_tail
    yield packed.flush(_CHUNK_BYTES)
    if not packed.eof:
        raise HTTPException("cut short")


def _charset(headers: Message) -> str | None:
    charset = headers.get_param("charset")
    return charset if isinstance(charset, str) else None


def _too_large(typed: str, max_bytes: int) -> SourceUnreadable:
    return SourceUnreadable(typed, f"it is larger than {max_bytes / 1e6:g} MB: name the article alone.")
