"""The template engine and the files beside the templates, for everything that becomes HTML."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from itertools import chain, zip_longest

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
# Texts of a script in double quotes, as the formatter sets them.
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_AROUND_SIGNS = re.compile(
    r" ?([=!<>]==?|=>|&&=?|\|\|=?|\?\?=?|[=<>?:,;{}()*&|]|(?<![+-])(?<![+-] )[+-]=?(?! ?[+-])) ?"
)
# A line end beside a sign; where two words meet at it, it is a blank between them.
_BETWEEN_WORDS = re.compile(r"(?<=[^\w$])\n|\n(?=[^\w$])")
# Of libdeflate: from here on it looks for the best way to tell a text, which is 3 % shorter than zlib's.
_LEVEL = 10
# Where repeated runs of a script are looked for, how they begin, and what is worth a pointer.
_STARTS = re.compile(rb"(?<=[;{},()])")
_KEY = 32
_LEAST = 60
# gzip itself finds what is nearer than this.
_WINDOW = 32_000

# Of a line of a style sheet: the blank after the name of a property, or before what is opened.
_DECLARED = re.compile(r"^(--[\w-]+:|[\w-]+:) (?=.*[;,]$)|(?: (\{))$")
_BETWEEN_RULES = re.compile(r"(?<=[{};,:])\n|\n(?=\})")


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
    made.filters["many"] = wording.many
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
    """Give a script or style sheet of ours without what only people need.

    That is indentation and comments that stand alone; of a script, blanks around signs on lines where they
    can be nothing else, and line ends: the formatter sets a semicolon after every statement. Of a style sheet
    likewise: the formatter gives each declaration a line of its own.
    """
    lines = _INDENTATION.sub("", _COMMENT.sub("", static_text(name))).splitlines()
    if not name.endswith(".js"):
        return _BETWEEN_RULES.sub("", "\n".join(_DECLARED.sub(r"\1\2", line) for line in lines if line))
    return _BETWEEN_WORDS.sub("", "\n".join(tighten(line) for line in lines if line))


def tighten(line: str) -> str:
    """Take the blanks around signs out of a line of a script, but not out of its texts.

    >>> tighten('cg.say = (text, on) => on ? "a = b" : text;')
    'cg.say=(text,on)=>on?"a = b":text;'
    """
    texts = _TEXT.findall(line)
    code = _TEXT.sub("\0", line)
    if "`" in code or "/" in code:
        # A template or a pattern, or one that goes on: these are left as they are.
        return line
    parts = _AROUND_SIGNS.sub(r"\1", code).split("\0")
    return "".join(chain.from_iterable(zip_longest(parts, texts, fillvalue="")))


@cache
def pack(text: str) -> str:
    r"""Compress a text for the page: gzip (RFC 1952) in base64; equal for equal texts and libdeflate.

    What was said farther back than gzip looks is told first as ``\x01start,length;``, in bytes.
    """
    import deflate  # only where a page is made

    return base64.b64encode(deflate.gzip_compress(_point_back(text.encode()), _LEVEL)).decode()


def _point_back(text: bytes) -> bytes:
    """Put pointers in the place of long runs that begin as earlier ones do. Linear."""
    if b"\x01" in text:
        raise ValueError("a script to be packed holds the sign that marks what is repeated.")
    first: dict[bytes, int] = {}
    made, past = [], 0
    for found in _STARTS.finditer(text):
        start = found.start()
        key = text[start : start + _KEY]
        before = first.setdefault(key, start)
        if start < past or start - before < _WINDOW:
            continue
        length = len(key)
        while start + length < len(text) and text[before + length] == text[start + length]:
            length += 1
        if length >= _LEAST:
            made += [text[past:start], b"\x01%d,%d;" % (before, length)]
            past = start + length
    return b"".join([*made, text[past:]])


def csp_hash(script: str) -> str:
    """Hash a script as Content-Security-Policy (level 2, script-src) asks for."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
