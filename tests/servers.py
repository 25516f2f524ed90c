"""Servers for the tests of remote stores: started here, on a free port, and ended by their own id."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

#: Where `make test-servers` says that there is a Virtuoso.
VIRTUOSO_VARIABLE = "CLAIMGRAPH_VIRTUOSO"
_START_S = 120


@dataclass(frozen=True)
class Server:
    """A server that runs: its addresses, who may write, and its process."""

    query: str
    update: str
    graph_store: str
    process: subprocess.Popen[bytes]
    user: str | None = None
    password: str | None = None

    def environment(self) -> dict[str, str]:
        """Give what people would set to use it."""
        wanted = {
            "CLAIMGRAPH_UPDATE_URL": self.update,
            "CLAIMGRAPH_GRAPH_STORE_URL": self.graph_store,
            "CLAIMGRAPH_STORE_USER": self.user,
            "CLAIMGRAPH_STORE_PASSWORD": self.password,
        }
        return {name: value for name, value in wanted.items() if value is not None}


def free_port() -> int:
    """Give a port of this machine that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def oxigraph_server(folder: Path, *options: str, port: int | None = None) -> Iterator[Server]:
    """Run Oxigraph's own server on the store in `folder`."""
    command = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert command is not None
    base = f"127.0.0.1:{port or free_port()}"
    log = (folder.parent / f"{folder.name}.log").open("wb")
    with (
        log,
        subprocess.Popen(
            [command, "serve", "--location", str(folder), "--bind", base, *options], stdout=log, stderr=log
        ) as process,
    ):
        try:
            _wait_for(f"http://{base}/query?query=ASK%7B%7D", process)
            yield Server(f"http://{base}/query", f"http://{base}/update", f"http://{base}/store", process)
        finally:
            _end(process)


@contextmanager
def virtuoso_server(folder: Path) -> Iterator[Server]:
    """Run Virtuoso in `folder`, with the row limit that Debian gives it."""
    folder.mkdir(exist_ok=True)
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO_INI.format(sql=sql, http=http), encoding="utf-8")
    log = (folder / "out.log").open("wb")
    with (
        log,
        subprocess.Popen(
            [os.environ[VIRTUOSO_VARIABLE], "-f", "-c", "virtuoso.ini"], cwd=folder, stdout=log, stderr=log
        ) as process,
    ):
        try:
            base = f"http://127.0.0.1:{http}"
            _wait_for(f"{base}/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D", process)
            yield Server(
                f"{base}/sparql",
                f"{base}/sparql-auth",
                f"{base}/sparql-graph-crud-auth",
                process,
                user="dba",
                password="dba",  # noqa: S106 - the one it is shipped with; it listens on this machine only
            )
        finally:
            _end(process)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(_START_S * 10):
        assert process.poll() is None, "the server ended at once"
        try:
            opener.open(address, timeout=5).close()
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
        else:
            return
    message = f"no answer from {address}"
    raise AssertionError(message)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()


_VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
MaxClientConnections = 10
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
MaxClientConnections = 10
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryExecutionTime = 60
MaxQueryCostEstimationTime = 400
"""
