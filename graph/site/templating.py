"""The template engine and the files beside the templates, for everything that becomes HTML."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from graph.site import wording

# Control characters but for tab and line ends (HTML standard, parse error control-character-in-input-stream).
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Indentation helps whoever reads a template; repeated in every row it is a tenth of a page.
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
# Ours stand on lines of their own; a test holds that no text over several lines is touched.
_COMMENT = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)


class _Dense(Extension):
    """Takes the indentation out of templates; what they show is put in later, and stays as it is."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002  # Jinja's
        return _INDENTATION.sub("", source)


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
        extensions=[_Dense],
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
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


def vouch_script(text: str) -> Markup:
    """Vouch for a script of ours or of pyvis; no data is ever part of one."""
    lower = text.lower()
    if "</script" in lower or "<!--" in lower:
        raise ValueError("a script of the page would end its own element: take '</script' or '<!--' out.")
    return Markup(text)  # noqa: S704  # a file of the package, checked above


@cache
def dense_text(name: str) -> str:
    """Give a script or style sheet of ours without indentation, and without comments that stand alone."""
    return _INDENTATION.sub("", _COMMENT.sub("", static_text(name)))


@cache
def pack(text: str) -> str:
    """Compress a text for the page: gzip (RFC 1952) in base64; equal for equal texts and zlib."""
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


def csp_hash(script: str) -> str:
    """Hash a script as Content-Security-Policy (level 2, script-src) asks for."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
