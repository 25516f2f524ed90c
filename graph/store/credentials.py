"""Who we are to a remote store: from the environment or ``~/.netrc``, and never anywhere else.

What is secret stands in no command, message, log or file of ours, and goes only where an address
of the store leads, encrypted, as a digest, or within this machine.
"""

from __future__ import annotations

import ipaddress
import netrc
import os
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Final

import httpx

from graph.store.faults import Lasting

USER_VARIABLE: Final = "CLAIMGRAPH_STORE_USER"
PASSWORD_VARIABLE: Final = "CLAIMGRAPH_STORE_PASSWORD"  # noqa: S105 - the name of a variable is no password
TOKEN_VARIABLE: Final = "CLAIMGRAPH_STORE_TOKEN"  # noqa: S105 - as above
HOW_TO_LOG_IN: Final = (
    f"set {USER_VARIABLE} and {PASSWORD_VARIABLE}, or {TOKEN_VARIABLE}, or write an entry in ~/.netrc"
)
_UNAUTHORIZED: Final = 401


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password, or a token, or neither; none of it is ever shown."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    def __bool__(self) -> bool:
        return self.token is not None or self.user is not None

    def hide(self, text: str) -> str:
        """Take out of a server's words what must not be shown."""
        for secret in (self.password, self.token):
            if secret:
                text = text.replace(secret, "***")
        return text


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
    """Answers a server that asks who we are, in the way it asks: token, digest, or basic."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._way: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send, and send again with an answer where the server asks."""
        if self._credentials.token is not None:
            _check_secret(request.url)
            request.headers["Authorization"] = f"Bearer {self._credentials.token}"
            yield request
        elif self._way is not None:
            if isinstance(self._way, httpx.BasicAuth):
                _check_secret(request.url)
            yield from self._way.auth_flow(request)
        else:
            response = yield request
            if response.status_code == _UNAUTHORIZED and self._credentials.user is not None:
                self._way = self._choose(response, request.url)
                if self._way is not None:
                    yield from self._way.auth_flow(request)

    def _choose(self, response: httpx.Response, url: httpx.URL) -> httpx.Auth | None:
        user, password = self._credentials.user or "", self._credentials.password or ""
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


def is_local(host: str) -> bool:
    """Tell whether a host is this machine.

    >>> is_local("127.0.0.1"), is_local("localhost"), is_local("data.example")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
