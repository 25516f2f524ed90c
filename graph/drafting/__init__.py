"""From an article that nobody has described to a file that an editor can finish; what of it is open.

Nothing is claimed here: a draft proposes passages with their pins, and for each what its words
suggest. What an editor has not decided bears a mark, and data with a mark break a rule.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from graph.drafting.finishing import find_open
from graph.drafting.making import make_draft
from graph.drafting.outlining import outline
from graph.drafting.vocabulary import read_classes, read_vocabulary
from graph.drafting.writing import write_draft
from graph.errors import FileUnreadable
from graph.model import Corpus, Draft
from graph.sources import SourceFile, is_address, read_source_files
from graph.store import Data
from graph.text.language import LEAST_SHARE, share_of_known_words
from graph.vocab import namespace_of

__all__ = ["draft", "draft_file", "find_open", "read_vocabulary"]

_ADDRESS: Final = re.compile(r"https?://[^\s/?#<>\"{}|\\^`\[\]]+(?:[/?#]\S*)?", re.IGNORECASE)
_KEPT: Final = ";/?:@&=+$,#%!'()*~-._"


def draft(source: str, data: Data | None = None) -> Draft:
    r"""Draft the claims of an article that has none: `turtle` is the file for an editor to finish.

    `source` is a text, Markdown, a web page or an address, ``[SLUG=]FILE|URL``; `data` have the concepts
    that are looked for. Equal texts and concepts give equal drafts. Raises what `graph.errors` lists for
    sources and files, FileUnreadable for an article that is not in English.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "owls.txt")
    ...     _ = path.write_text("Owls\n\nHunger may lead to hunting. Up to 75 percent sleep by day.")
    ...     drafted = draft(str(path))
    >>> [(one.modality.value, one.figure and str(one.figure.value)) for one in drafted.claims]
    [('possible', None), ('asserted', '75')]
    """
    return draft_file(read_source_files([source])[0], read_vocabulary(data))


def draft_file(file: SourceFile, corpus: Corpus) -> Draft:
    """Draft the claims of an article that was read, with the concepts of a corpus; see `draft`."""
    share = share_of_known_words(file.text.text)
    if share is not None and share < LEAST_SHARE:
        detail = (
            f"it does not read as English, whose words alone are known ({share:.0%} of its words are): "
            "name an article in English."
        )
        raise FileUnreadable(file.text.path, detail)
    taken = [namespace_of(source.iri) for source in corpus.sources]
    given = file.text.path if is_address(file.text.path) else ""
    outlined = outline(
        file.text,
        slug=file.slug,
        title=file.head.title,
        url=_as_iri(file.head.address or given),
        taken=taken,
    )
    drafted = make_draft(outlined, corpus, read_classes())
    return replace(drafted, turtle=write_draft(drafted, file.head, outlined.titled))


def _as_iri(address: str) -> str:
    """Give an address as Turtle takes it; nothing where it is none of the web's."""
    return quote(address, safe=_KEPT) if _ADDRESS.fullmatch(address) else ""
