"""What every test run shares: how hypothesis searches, and which versions were tested."""

from __future__ import annotations

import os
from importlib.metadata import version
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

# No deadline: the machine may be busy. In CI the same examples each time, so that a red run is a change's.
settings.register_profile("claimgraph", deadline=None, derandomize="CI" in os.environ, database=None)
settings.load_profile("claimgraph")

# What builds remember belongs to this run, not to whoever runs it; processes of one run share the place.
_CACHE = TemporaryDirectory(prefix="claimgraph-cache-")
os.environ["XDG_CACHE_HOME"] = _CACHE.name


def pytest_report_header() -> str:
    """Say which versions of the libraries that matter were tested."""
    names = ("pyoxigraph", "shacl", "pyshacl", "rdflib", "networkx", "pyvis", "playwright")
    return "versions: " + ", ".join(f"{name} {version(name)}" for name in names)


@pytest.fixture
def by_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make any data count as many."""
    monkeypatch.setattr("graph.pipeline.shelving.MOST_AT_ONCE", 0)
