"""From bytes to text: what a file is, and which encoding it is written in.

The encoding is found as the HTML standard finds it: a byte order mark, then what the server said,
then what the page says of itself, then UTF-8; a page that says nothing and is no UTF-8 is
windows-1252. Only encodings of the web are read, so no name can call another codec.
"""

from __future__ import annotations

import codecs
import re

from graph.errors import FileUnreadable

__all__ = ["decode_page", "decode_text", "refuse_binary"]

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or a recording"),
    (b"PK\x03\x04", "a ZIP archive, as Word, OpenDocument and EPUB files are"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"bplist", "a web archive of Safari"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_FIELD = re.compile(rb"[\w-]+:[ \t]")
_MIME = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
_HEAD_BYTES = 4096
_DECLARED = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
# The standard reads these as windows-1252, which holds the same and the quotes besides.
_WESTERN = frozenset({"iso8859-1", "ascii", "cp1252"})
_ENCODINGS = re.compile(
    r"utf-(?:8|16|16-[lb]e)|iso8859-(?:[1-9]|1[03456])|ascii|cp(?:125[0-8]|874|932)|koi8-[ru]|mac-roman|"
    r"gb2312|gbk|gb18030|big5|euc_(?:jp|kr)|shift_jis|iso2022_jp|tis-620"
)


def refuse_binary(content: bytes, path: str) -> None:
    """Raise FileUnreadable, which says what it is, for what is no text."""
    for magic, kind in _KINDS:
        if content.startswith(magic):
            raise _not_text(path, kind)
    head = content[:_HEAD_BYTES].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    if _FIELD.match(head) and _MIME.search(head):
        raise FileUnreadable(
            path,
            "it is a web archive (MHTML): save the page as HTML only, or its text in UTF-8.",
        )
    if b"\0" in content and not content.startswith(_MARKS[1][0]) and not content.startswith(_MARKS[2][0]):
        raise _not_text(path, "a binary file")


def decode_text(content: bytes, path: str, declared: str | None = None) -> str:
    """Decode plain text: by its byte order mark, as `declared`, or as UTF-8. Raises FileUnreadable."""
    mark = _mark(content)
    return _decode(content, mark or _encoding(declared, path) or "utf-8", path)


def decode_page(content: bytes, path: str, declared: str | None = None) -> str:
    """Decode a web page, `declared` being what the server says. Raises FileUnreadable."""
    encoding = _mark(content) or _encoding(declared, path)
    if encoding is None:
        found = _DECLARED.search(content[:_HEAD_BYTES])
        encoding = _encoding((found[1] or found[2]).decode("ascii", "replace"), path) if found else None
        if encoding is not None and encoding.startswith("utf-16"):
            encoding = "utf-8"  # what could be read byte by byte is not UTF-16
    if encoding is None:
        encoding = "utf-8" if _is_utf8(content) else "cp1252"
    return _decode(content, encoding, path)


def _mark(content: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)


def _encoding(label: str | None, path: str) -> str | None:
    """Give Python's name of an encoding of the web."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip("\"' ")).name
    except (LookupError, ValueError):
        name = ""
    if not _ENCODINGS.fullmatch(name):
        shown = label[:40]
        raise FileUnreadable(path, f"it is said to be in {shown!r}, which is not read: save it as UTF-8.")
    return "cp1252" if name in _WESTERN else name


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decode(content: bytes, encoding: str, path: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, "replace")
        name = "UTF-8" if encoding == "utf-8" else encoding
        raise FileUnreadable(
            path,
            f"it is not {name} from here on: save it as UTF-8.",
            before.count("\n") + 1,
            len(before.rpartition("\n")[2]) + 1,
        ) from error


def _not_text(path: str, kind: str) -> FileUnreadable:
    return FileUnreadable(path, f"it is not text but {kind}: name the article as text, Markdown or HTML.")
