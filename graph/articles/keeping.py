"""Values of the model as bytes, to be kept from one build to the next and handed between processes.

What is kept is read back by a pickle reader that knows the classes of `graph.model`, scans and
numbers, and nothing else: a file that somebody else wrote can be refused, but it cannot run anything
(https://docs.python.org/3/library/pickle.html#restricting-globals).
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from typing import Any

from graph import model
from graph.store import Described, Scan

_CLASSES = (*map(vars(model).get, model.__all__), Described, Scan, Decimal, datetime, timedelta, timezone)
_KNOWN = {(found.__module__, found.__qualname__): found for found in _CLASSES if isinstance(found, type)}


def freeze(value: object) -> bytes:
    """Write a value made of the model's classes, numbers, texts and containers of these."""
    written = io.BytesIO()
    _Writer(written, protocol=5).dump(value)
    return written.getvalue()


def thaw(content: bytes) -> object:
    r"""Read what `freeze` wrote; raises ValueError for anything else.

    >>> thaw(freeze(("itch", 1)))
    ('itch', 1)
    >>> thaw(b"cos\nsystem\n(S'true'\ntR.")
    Traceback (most recent call last):
    ...
    ValueError: os.system is no value of the model
    """
    try:
        return _Reader(io.BytesIO(content)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, IndexError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def _remake(made: type, *values: object) -> object:
    """Make a value of a class of the model again, from its fields in their order."""
    again: object = object.__new__(made)
    for put, value in zip(_setters(made), values, strict=True):
        put(again, value)
    return again


@cache
def _setters(made: type) -> tuple[Callable[[object, object], None], ...]:
    # The slots themselves: a frozen class sets no attribute, and pickle's own way looks for the fields anew
    # for each value, which took half of the time in which a corpus was read back.
    return tuple(getattr(made, field.name).__set__ for field in fields(made))


_REMAKE = (_remake.__module__, _remake.__qualname__)


class _Writer(pickle.Pickler):
    def reducer_override(self, value: object) -> Any:  # noqa: ANN401 - as pickle declares it
        """Write a value with slots as its class and its fields."""
        made = type(value)
        if is_dataclass(made) and "__slots__" in vars(made):
            return _remake, (made, *(getattr(value, field.name) for field in fields(made)))
        return NotImplemented


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as pickle declares it
        """Give a class of the model, or what makes values of these."""
        if (module, name) == _REMAKE:
            return _remake
        try:
            return _KNOWN[module, name]
        except KeyError as error:
            raise ValueError(f"{module}.{name} is no value of the model") from error
