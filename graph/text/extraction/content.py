"""Which lines of a web page are its article.

The author's own marks decide: `main`, `article`, and what stands apart by element, role or name.
Where nothing is marked, the smallest part of the page that holds all its prose is sure to be of the
article (the measure of content extractors since Readability: length, less what is linked), and
around it lines of links are left out. Nothing else is weighed: a line too much does no harm, but
a line lost would be reported as gone from the article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from graph.resources import elements
from graph.text.extraction.webpages import Apart, Line, Page, Region

__all__ = ["find_article"]

_PROSE_CHARS = 80
_LINKED_SHARE = 0.3
_HOLDERS = elements()["holders"]

_Weigh = Callable[[Region], int]


def find_article(page: Page) -> list[Line]:
    """Give the lines of the article, in order. Linear in the page."""
    live = _live(page)
    sums = [0, *accumulate(_weights(page.lines, live))]

    def weigh(region: Region) -> int:
        return sums[region.last] - sums[region.first]

    regions = [region for region in page.regions if weigh(region)]
    marked = _marked(regions, weigh)
    if marked is None:
        holders = [region for region in regions if region.tag in _HOLDERS and weigh(region) == sums[-1]]
        # Of regions that hold all, the last in document order is the smallest.
        first, last = (holders[-1].first, holders[-1].last) if holders else (0, len(page.lines))
        return [
            line
            for at, line in enumerate(page.lines)
            if live[at] and (first <= at < last or line.heading or 2 * line.linked <= len(line.text))
        ]
    first, last = marked.first, marked.last
    titles = [at for at in range(last) if live[at] and page.lines[at].heading == 1]
    if titles and titles[-1] < first:
        first = titles[-1]  # the main heading stands above what is marked, and by it who wrote when
    return [page.lines[at] for at in range(first, last) if live[at]]


def _marked(regions: Sequence[Region], weigh: _Weigh) -> Region | None:
    """Give what is marked as the article: an `article` with half of what it stands in, or `main`."""
    scope = max((region for region in regions if region.tag == "main"), key=weigh, default=None)
    articles = _outermost(
        region
        for region in regions
        if region.tag == "article"
        and (scope is None or (scope.first <= region.first and region.last <= scope.last))
    )
    best = max(articles, key=weigh, default=None)
    whole = weigh(scope) if scope is not None else max(map(weigh, regions), default=0)
    return best if best is not None and 2 * weigh(best) >= whole else scope


def _outermost(regions: Iterable[Region]) -> list[Region]:
    found: list[Region] = []
    for region in regions:
        if not found or region.first >= found[-1].last:
            found.append(region)
    return found


def _live(page: Page) -> list[bool]:
    """Say of each line whether it stands in no region apart.

    A name alone sets nothing apart that holds half of the page; a header with the main heading is none.
    """
    sizes = [0, *accumulate(len(line.text) - line.linked for line in page.lines)]
    titles = [0, *accumulate(line.heading == 1 for line in page.lines)]
    changes = [0] * (len(page.lines) + 1)
    for region in page.regions:
        if region.apart is Apart.NO:
            continue
        if region.tag == "header" and titles[region.last] > titles[region.first]:
            continue
        if region.apart is Apart.BY_NAME and 2 * (sizes[region.last] - sizes[region.first]) > sizes[-1]:
            continue
        changes[region.first] += 1
        changes[region.last] -= 1
    return [depth == 0 for depth in accumulate(changes[:-1])]


def _weights(lines: Sequence[Line], live: Sequence[bool]) -> list[int]:
    """Weigh each line by its prose; where there is none, by all its words that are no links."""
    plain = [max(0, len(line.text) - line.linked) * alive for line, alive in zip(lines, live, strict=True)]
    prose = [
        size if size >= _PROSE_CHARS and line.linked <= _LINKED_SHARE * len(line.text) else 0
        for line, size in zip(lines, plain, strict=True)
    ]
    return prose if any(prose) else plain
