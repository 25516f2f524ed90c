"""Who we are to a remote store: from the environment or ``~/.netrc``, and never anywhere else.

What is secret stands in no command, message, log or file of ours, and goes only where an address
of the store leads, encrypted, as a digest, or within this machine.
"""

from __future__ import annotations

import ipaddress
import netrc
import os
from base64 import b64encode
from collections.abc import Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from json import dumps
from typing import Final
from urllib.parse import parse_qsl, quote, quote_plus, unquote, urlsplit

import httpx

from graph.store.faults import Lasting

USER_VARIABLE: Final = "CLAIMGRAPH_STORE_USER"
PASSWORD_VARIABLE: Final = "CLAIMGRAPH_STORE_PASSWORD"  # noqa: S105 - the name of a variable is no password
TOKEN_VARIABLE: Final = "CLAIMGRAPH_STORE_TOKEN"  # noqa: S105 - as above
HOW_TO_LOG_IN: Final = (
    f"set {USER_VARIABLE} and {PASSWORD_VARIABLE}, or {TOKEN_VARIABLE}, or write an entry in ~/.netrc"
)
_UNAUTHORIZED: Final = 401
# Shorter ones are no secrets, and everywhere in any text.
_SHORTEST_SECRET_CHARS: Final = 4


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password, or a token, or neither; none of it is ever shown."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    def __bool__(self) -> bool:
        return self.token is not None or self.user is not None

    def secrets(self) -> tuple[str, ...]:
        """Give what must not be shown, as it is and as it goes out with a request."""
        pair = f"{self.user}:{self.password}" if self.user and self.password else ""
        return tuple(filter(None, (self.password, self.token, b64encode(pair.encode()).decode())))


def find_credentials(host: str) -> Credentials:
    """Look for a token, or a user and a password: first in the environment, then in netrc for `host`."""
    if token := os.environ.get(TOKEN_VARIABLE):
        return Credentials(token=token)
    if user := os.environ.get(USER_VARIABLE):
        return Credentials(user, os.environ.get(PASSWORD_VARIABLE, ""))
    try:
        entry = netrc.netrc(os.environ.get("NETRC")).authenticators(host)
    except (OSError, netrc.NetrcParseError):
        # Not there, or not to be read: then the server says whether it wants to know who we are.
        return Credentials()
    return Credentials(entry[0], entry[2] or "") if entry is not None else Credentials()


class Login(httpx.Auth):
    """Answers a server that asks who we are, in the way it asks: token, digest, or basic.

    Each host is told what is meant for it: an entry in netrc goes to the host it names alone.
    """

    def __init__(self) -> None:
        self._known: dict[str, Credentials] = {}
        self._ways: dict[str, httpx.Auth] = {}

    def credentials(self, url: httpx.URL) -> Credentials:
        """Give who we are to the host of an address; looked for once."""
        if url.host not in self._known:
            self._known[url.host] = find_credentials(url.host)
        return self._known[url.host]

    def secrets(self) -> tuple[str, ...]:
        """Give what must not be shown of all that was used so far."""
        return tuple(secret for known in self._known.values() for secret in known.secrets())

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send, and send again with an answer where the server asks."""
        known, way = self.credentials(request.url), self._ways.get(_origin(request.url))
        if known.token is not None:
            _check_secret(request.url)
            request.headers["Authorization"] = f"Bearer {known.token}"
            yield request
        elif way is not None:
            if isinstance(way, httpx.BasicAuth):
                _check_secret(request.url)
            yield from way.auth_flow(request)
        else:
            response = yield request
            if response.status_code == _UNAUTHORIZED and known.user is not None:
                chosen = _choose(known, response, request.url)
                if chosen is not None:
                    self._ways[_origin(request.url)] = chosen
                    yield from chosen.auth_flow(request)


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode()}"


def _choose(known: Credentials, response: httpx.Response, url: httpx.URL) -> httpx.Auth | None:
    user, password = known.user or "", known.password or ""
    asked = [it.strip().lower() for it in response.headers.get_list("www-authenticate")]
    if any(it.startswith("digest") for it in asked):
        return httpx.DigestAuth(user, password)
    if any(it.startswith("basic") for it in asked):
        _check_secret(url)
        return httpx.BasicAuth(user, password)
    return None


def _check_secret(url: httpx.URL) -> None:
    """Let a password or a token out over https only, or within this machine."""
    if url.scheme != "https" and not is_local(url.host):
        raise Lasting(
            "it asks for a password or a token over http, where everybody on the way can read it: "
            "name its https address."
        )


def hide_secrets(text: str, secrets: Iterable[str], addresses: Iterable[str]) -> str:
    """Take `secrets`, and the query strings of `addresses`, out of a text, however they are written there.

    >>> hide_secrets("no: /sparql?key=a%20b", [], ["https://data.example/sparql?key=a%20b"])
    'no: /sparql?***'
    """
    hidden = {form for secret in secrets for form in _forms(secret)}
    for address in addresses:
        asked = urlsplit(address).query
        found = [asked, *(value for _, value in parse_qsl(asked))]
        with suppress(httpx.InvalidURL):
            found.append(httpx.URL(address).query.decode())
        hidden |= {form for it in found if len(it) >= _SHORTEST_SECRET_CHARS for form in _forms(it)}
    for secret in sorted(hidden - {""}, key=len, reverse=True):
        text = text.replace(secret, "***")
    return text


def _forms(secret: str) -> tuple[str, ...]:
    """Give a text as it is, and as addresses, pages and JSON write it."""
    return (
        secret,
        quote(secret, safe=""),
        quote_plus(secret),
        unquote(secret),
        escape(secret),
        dumps(secret)[1:-1],
    )


def is_local(host: str) -> bool:
    """Tell whether a host is this machine.

    >>> is_local("127.0.0.1"), is_local("localhost"), is_local("data.example")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
