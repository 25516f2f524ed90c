"""Apache Parquet: the tables of ``csv`` with types; the names' prefixes are in the schema's metadata.

Needs pyarrow, which is an extra: it is larger than all the rest together.
"""

from __future__ import annotations

import json
from typing import Any

from graph.errors import UsageError
from graph.exports.tables import COLUMNS, beside, rows
from graph.exports.taken import Taken
from graph.facts import Facts
from graph.model import Corpus


def take_parquet(facts: Facts, corpus: Corpus, table: str) -> Taken:
    """Give one table as Parquet. Raises UsageError where pyarrow is not installed."""
    require_pyarrow()
    import pyarrow as pa  # an extra, and 0.3 s
    import pyarrow.parquet as pq

    kinds: dict[type, Any] = {
        str: pa.string(),
        int: pa.int64(),
        float: pa.float64(),
        bool: pa.bool_(),
        list: pa.list_(pa.string()),
    }
    schema = pa.schema(
        [pa.field(name, kinds[kind]) for name, kind in COLUMNS[table].items()],
        metadata={
            "claimgraph": facts["format"],
            "claimgraph.prefixes": json.dumps(facts["prefixes"], ensure_ascii=False),
        },
    )
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows(table, facts, corpus), schema=schema), sink)
    return Taken(content=sink.getvalue().to_pybytes(), beside=tuple(beside(table, facts)))


def require_pyarrow() -> None:
    """Raise UsageError where pyarrow is not installed, before any work is done."""
    try:
        import pyarrow.parquet  # noqa: F401 - to see whether it works
    except ImportError as error:
        raise UsageError(
            "export parquet: pyarrow is not installed: run pip install 'claimgraph[parquet]', or take csv."
        ) from error
