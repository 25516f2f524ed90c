"""The one road to a remote store: HTTP requests, what can go wrong with them, and when to try again.

Reading may be repeated, and so may writing a whole graph, from its first piece on, or removing it: done
twice, it ends the same.
Adding to a graph is tried once. https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, TypeVar

import httpx
import tenacity

from graph.errors import QueryFailed, StoreUnavailable
from graph.store.addresses import Addresses, shown_address
from graph.store.bindings import Answer, read_answer
from graph.store.credentials import HOW_TO_LOG_IN, Login, hide_secrets
from graph.store.faults import Lasting, Passing

_Result = TypeVar("_Result")

_ATTEMPTS: Final = 5
_FIRST_WAIT_S: Final = 0.5
_LONGEST_WAIT_S: Final = 60.0
_RESULTS: Final = "application/sparql-results+json"
_RESULT_TYPES: Final = frozenset({_RESULTS, "application/json"})
_BUSY: Final = frozenset({408, 425, 429, 502, 503, 504})
_LONGEST_DETAIL_CHARS: Final = 200
_LONGEST_DETAIL_BYTES: Final = 4_000
# What is longer is no number that anything here could mean, and beyond 4,300 digits Python reads none.
_MOST_DIGITS: Final = 9
# What no proxy of the environment is asked for.
_THIS_MACHINE: Final = ("all://127.0.0.1", "all://localhost", "all://[::1]")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that is being read, and the row limit that the server says it was held to."""

    answer: Answer
    row_limit: int | None
    close: Callable[[], None]


class Connection:
    """Requests to the addresses of one store. `sleep` waits so many seconds."""

    def __init__(self, addresses: Addresses, sleep: Callable[[float], None] = time.sleep) -> None:
        self.addresses = addresses
        self._sleep = sleep
        self._used = [it for it in (addresses.query, addresses.update, addresses.graph_store) if it]
        self._login = Login()
        self._client = httpx.Client(
            auth=self._login,
            timeout=httpx.Timeout(addresses.read_timeout_s, connect=addresses.connect_timeout_s),
            follow_redirects=False,
            headers={"User-Agent": "claimgraph"},
            mounts=dict.fromkeys(_THIS_MACHINE),
            verify=_trust(self._used),
        )
        # httpx logs each address whole, with the key that a query string may hold.
        logging.getLogger("httpx").addFilter(self._shorten)

    def close(self) -> None:
        """Hang up."""
        self._client.close()
        logging.getLogger("httpx").removeFilter(self._shorten)

    def repeat(self, task: Callable[[], _Result], *, attempts: int = _ATTEMPTS) -> _Result:
        """Do `task`, again after a passing fault; raises StoreUnavailable when that is no use."""
        trying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(Passing),
            stop=lambda state: state.attempt_number >= attempts or _asked_s(state) > _LONGEST_WAIT_S,
            wait=lambda state: _asked_s(state) or _FIRST_WAIT_S * 2.0 ** (state.attempt_number - 1),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return trying(task)
        except (Passing, Lasting) as error:
            tries, waited = trying.statistics["attempt_number"], trying.statistics["idle_for"]
            raise StoreUnavailable(
                self.addresses.location, error.sentence, attempts=int(tries), waited_s=float(waited)
            ) from error

    def ask(self, form: dict[str, str | list[str]]) -> Reply:
        """Send a query; its answer is read while its rows are taken. Raises Passing or Lasting."""
        with self._translated():
            request = self._client.build_request(
                "POST", self.addresses.query, data=form, headers={"Accept": _RESULTS}
            )
            response = self._client.send(request, stream=True)
        try:
            self._check(response, is_query=True)
            _check_kind(response)
            limit = response.headers.get("x-sparql-maxrows", "")
            answer = read_answer(self._chunks(response))
        except BaseException:
            response.close()
            raise
        return Reply(answer, int(limit[:_MOST_DIGITS]) if limit.isdecimal() else None, response.close)

    def send(self, method: str, address: str, *, content: bytes = b"", kind: str | None = None) -> None:
        """Send what changes the store. Raises Passing or Lasting; to be repeated only where that is safe."""
        with self._translated():
            response = self._client.request(
                method, address, content=content, headers={"Content-Type": kind} if kind else None
            )
        if method != "DELETE" or response.status_code != httpx.codes.NOT_FOUND:
            self._check(response, is_query=False)

    def _shorten(self, record: logging.LogRecord) -> bool:
        """Let a record pass; an address of this store is in it without its query string."""
        shown = {shown_address(it) for it in self._used}
        if isinstance(record.args, tuple):
            record.args = tuple(
                found if isinstance(it, httpx.URL) and (found := shown_address(str(it))) in shown else it
                for it in record.args
            )
        return True

    def _chunks(self, response: httpx.Response) -> Iterator[bytes]:
        with self._translated():
            yield from response.iter_bytes()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Make of httpx's faults ours, which hold nothing of the request."""
        try:
            yield
        except (httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            seconds = self.addresses.connect_timeout_s
            raise Passing(f"nobody answers within {seconds:g} s: is the server running?") from error
        except httpx.TimeoutException as error:
            seconds = self.addresses.read_timeout_s
            raise Passing(
                f"it says nothing for {seconds:g} s: ask for less, or give it a longer read_timeout_s."
            ) from error
        except httpx.ConnectError as error:
            if "CERTIFICATE" in str(error).upper() or "SSL" in str(error).upper():
                raise Lasting(
                    "its certificate is not to be trusted: name the host it was made for, "
                    "or name its authority in SSL_CERT_FILE."
                ) from error
            raise Passing("nobody answers there: is the server running, and the address right?") from error
        except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
            raise Passing("the connection was cut off in the middle: is the server still running?") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Lasting(f"it cannot be asked ({type(error).__name__}): check its address.") from error

    def _check(self, response: httpx.Response, *, is_query: bool) -> None:
        """Raise what a status says, other than that all went well."""
        status = response.status_code
        if response.is_success:
            return
        if status in _BUSY:
            raise Passing(f"it is too busy to answer ({status}): try again later.", _retry_after_s(response))
        if status == httpx.codes.UNAUTHORIZED and self._login.credentials(response.url):
            raise Lasting("it does not accept this user and password, or token (401): correct them.")
        if status == httpx.codes.UNAUTHORIZED:
            raise Lasting(f"it wants to know who you are (401): {HOW_TO_LOG_IN}.")
        if status == httpx.codes.FORBIDDEN:
            what = "asking" if is_query else "writing"
            raise Lasting(f"{what} is not allowed there (403): use a user who may, or {HOW_TO_LOG_IN}.")
        if response.is_redirect:
            there = shown_address(str(response.url.join(response.headers.get("location", ""))))
            raise Lasting(f"it sends on to {_plain(there)}, which is not followed: name that address.")
        if status in {httpx.codes.NOT_FOUND, httpx.codes.METHOD_NOT_ALLOWED}:
            what = "queries" if is_query else "writing"
            raise Lasting(
                f"{shown_address(str(response.url))} is no address for {what} ({status}): correct it."
            )
        if status == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
            raise Lasting("what was sent is too large for it (413): raise the limit of the server.")
        detail = self._detail(response)
        if status == httpx.codes.BAD_REQUEST and is_query:
            raise QueryFailed("query", f"the store does not take it ({detail}): correct the query.")
        raise Lasting(f"it failed ({status}: {detail}): see the log of the server.")

    def _detail(self, response: httpx.Response) -> str:
        """Give the start of what the server says, on one line, without what is secret."""
        content = b""
        with self._translated():
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > _LONGEST_DETAIL_BYTES:
                    break
        text = hide_secrets(content.decode(errors="replace"), self._login.secrets(), self._used)
        return _plain(text)[:_LONGEST_DETAIL_CHARS] or "no reason given"


def _trust(used: Sequence[str]) -> bool | ssl.SSLContext:
    """Verify certificates; where all addresses are http, trust none, which spares reading them (0.1 s)."""
    if any(address.lower().startswith("https:") for address in used):
        return True
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _check_kind(response: httpx.Response) -> None:
    """Raise Lasting for what is no answer to a query: most often a page to log in."""
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _RESULT_TYPES:
        raise Lasting(
            f"it answers with {_plain(kind) or 'something unnamed'}, not with SPARQL results in JSON: "
            "is this the address for queries, and does it let you in?"
        )


def _plain(text: str) -> str:
    """Bring what a server says onto one line of printable characters."""
    return " ".join("".join(it if it.isprintable() else " " for it in text).split())


def _asked_s(state: tenacity.RetryCallState) -> float:
    """Give how many seconds the server asked to wait; 0 where it did not."""
    fault = state.outcome.exception() if state.outcome is not None else None
    return (fault.retry_after_s or 0.0) if isinstance(fault, Passing) else 0.0


def _retry_after_s(response: httpx.Response) -> float | None:
    """Read Retry-After, in seconds or as a date (RFC 9110, section 10.2.3)."""
    text = response.headers.get("retry-after", "").strip()
    if text.isdecimal():
        return float(text[:_MOST_DIGITS])
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
