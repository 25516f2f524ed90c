"""The template engine and the files beside the templates, for everything that becomes HTML."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graph.site import wording

# Control characters but for tab and line ends (HTML standard, parse error control-character-in-input-stream).
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@cache
def environment() -> Environment:
    """Give the template engine: what it shows is escaped, and what is missing is an error."""
    made = Environment(
        loader=PackageLoader("graph.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )
    made.filters["lower_first"] = wording.lower_first
    return made


def _visible(value: object) -> object:
    """Replace characters that HTML does not allow in text; what is markup already holds none."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", value)
    return value


@cache
def static_text(name: str) -> str:
    """Give a style sheet, a script or a table of ours."""
    return files("graph.site").joinpath("static", name).read_text(encoding="utf-8")
