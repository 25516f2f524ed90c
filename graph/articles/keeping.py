"""Values of the model as bytes, to be kept from one build to the next and handed between processes.

What is kept is read back by a pickle reader that knows the classes of `graph.model`, scans and
numbers, and nothing else: a file that somebody else wrote can be refused, but it cannot run anything
(https://docs.python.org/3/library/pickle.html#restricting-globals).
"""

from __future__ import annotations

import io
import pickle
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from graph import model
from graph.store import Described, Scan

_CLASSES = (*map(vars(model).get, model.__all__), Described, Scan, Decimal, datetime, timedelta, timezone)
_KNOWN = {(found.__module__, found.__qualname__): found for found in _CLASSES if isinstance(found, type)}


def freeze(value: object) -> bytes:
    """Write a value made of the model's classes, numbers, texts and containers of these."""
    return pickle.dumps(value, protocol=5)


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


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type:
        """Give a class of the model."""
        try:
            return _KNOWN[module, name]
        except KeyError as error:
            raise ValueError(f"{module}.{name} is no value of the model") from error
