"""Connections to addresses that were checked before, each step of them within a deadline.

The client of the standard library would look a name up itself; here a name is resolved once, and
`http.client` is handed a connection to one of the addresses found. Its reads are cut into waits,
so a server that sends a byte now and then cannot hold it beyond the deadline.
"""

from __future__ import annotations

import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import SplitResult, quote, urlsplit

from graph.errors import SourceUnreadable

__all__ = ["Deadline", "IpAddress", "Wire", "connect", "is_public", "resolve", "split_address"]

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

CONNECT_S = 10.0
READ_S = 20.0
WHOLE_S = 60.0
_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Deadline:
    """When all must be done, on the monotonic clock; `address` is what messages call the source."""

    address: str
    at: float

    def allow(self, seconds: float) -> float:
        """Give the seconds that one step may take; raises SourceUnreadable where none are left."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise SourceUnreadable(
                self.address, f"it takes more than {WHOLE_S:.0f} seconds: save the page and name the file."
            )
        return min(seconds, left)


class _Stream(io.RawIOBase):
    """A connection's bytes, each wait for them within the deadline."""

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        super().__init__()
        self._connection = connection
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        self._connection.settimeout(self._deadline.allow(READ_S))
        return self._connection.recv_into(cast("bytearray", buffer))


@dataclass(frozen=True, slots=True)
class Wire:
    """A connection as `http.client` uses it: it sends, and makes a file to read from."""

    connection: socket.socket
    deadline: Deadline

    def sendall(self, content: bytes) -> None:
        """Send all of it; raises TimeoutError and other OSError."""
        self.connection.settimeout(self.deadline.allow(READ_S))
        self.connection.sendall(content)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Give what comes as a file."""
        return io.BufferedReader(_Stream(self.connection, self.deadline))

    def close(self) -> None:
        """Leave it open: `http.client` lets go before the body is read; who connected closes."""


def is_public(address: IpAddress) -> bool:
    """Say whether an address is on the public internet, also one that holds an IPv4 address inside.

    >>> [is_public(ipaddress.ip_address(it)) for it in ("1.1.1.1", "10.0.0.1", "::ffff:127.0.0.1")]
    [True, False, False]
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def split_address(address: str, typed: str) -> SplitResult:
    """Take an http or https address apart, in ASCII, without its fragment.

    Raises SourceUnreadable, which names what was `typed`, for what is no such address.
    """
    where = "it is" if address == typed else "it redirects to"
    wrong = SourceUnreadable(typed, f"{where} no http or https address that can be read: check the address.")
    if any(character <= " " or character == "\x7f" for character in address):
        raise wrong
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise wrong from error
    if parts.scheme not in _PORTS or not host:
        raise wrong
    if parts.username is not None:
        raise SourceUnreadable(typed, f"{where} an address with a user name: save the page, name the file.")
    shown = f"[{host}]" if ":" in host else host
    return SplitResult(
        parts.scheme,
        shown if port is None else f"{shown}:{port}",
        quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._"),
        quote(parts.query, safe="/%:@!$&'()*+,;=~-._?"),
        "",
    )


def resolve(target: SplitResult, typed: str) -> list[IpAddress]:
    """Give all addresses of a host, in the system's order. Raises SourceUnreadable where it has none."""
    host = target.hostname or ""
    try:
        found = socket.getaddrinfo(host, _port(target), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceUnreadable(typed, f"the host {host} is not found: check the address.") from error
    return list(dict.fromkeys(ipaddress.ip_address(entry[4][0]) for entry in found))


def connect(target: SplitResult, addresses: Sequence[IpAddress], deadline: Deadline) -> socket.socket:
    """Connect to the first of the checked addresses that answers, with TLS for the name of the host.

    Raises OSError: that of the last address tried.
    """
    failure = OSError("no address")
    for address in addresses:
        try:
            connection = socket.create_connection((str(address), _port(target)), deadline.allow(CONNECT_S))
        except OSError as error:
            failure = error
            continue
        if target.scheme == "http":
            return connection
        try:
            connection.settimeout(deadline.allow(CONNECT_S))
            return ssl.create_default_context().wrap_socket(connection, server_hostname=target.hostname)
        except BaseException:
            connection.close()
            raise
    raise failure


def _port(target: SplitResult) -> int:
    return target.port or _PORTS[target.scheme]
