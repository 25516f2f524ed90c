"""Which lines of a web page are its article.

The author's own marks come first (`main`, `article`, and what stands apart by element, role or
name); without them it is the smallest part of the page that holds every paragraph of prose, the
measure of content extractors since Readability: length, less what is linked. Inside that part
nothing is weighed, so no paragraph, item or heading of an article is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from graph.extraction.webpages import Apart, Line, Page, Region
from graph.resources import elements

__all__ = ["find_article"]

_PROSE_CHARS = 80
_LINKED_SHARE = 0.3
_HOLDERS = elements()["holders"]


def find_article(page: Page) -> list[Line]:
    """Give the lines of the article, in order: all of them from its main heading on. Linear in the page."""
    live = _live(page)
    weights = _weights(page.lines, live)
    sums = [0, *accumulate(weights)]

    def weigh(region: Region) -> int:
        return sums[region.last] - sums[region.first]

    regions = [region for region in page.regions if region.last > region.first]
    first, last = _extent(regions, weigh, len(page.lines))
    if not any(live[at] and page.lines[at].heading == 1 for at in range(first, last)):
        above = [at for at in range(first) if live[at] and page.lines[at].heading == 1]
        first = above[-1] if above else first
    return [page.lines[at] for at in range(first, last) if live[at]]


def _extent(regions: Sequence[Region], weigh: Callable[[Region], int], count: int) -> tuple[int, int]:
    """Give the first line of the article, and the one after its last."""
    mains = [region for region in regions if region.tag == "main"]
    scope = max(mains, key=weigh, default=None)
    if scope is None or not weigh(scope):
        scope = Region("html", Apart.NO, 0, count)
        marked = False
    else:
        marked = True
    articles = [
        region
        for region in _outermost(region for region in regions if region.tag == "article")
        if scope.first <= region.first and region.last <= scope.last
    ]
    best = max(articles, key=weigh, default=None)
    if best is not None and weigh(best) and 2 * weigh(best) >= weigh(scope):
        return best.first, best.last
    if not marked:
        # Of nested regions that hold all, the last in document order is the smallest.
        holders = [region for region in regions if region.tag in _HOLDERS and weigh(region) == weigh(scope)]
        scope = holders[-1] if holders else scope
    return scope.first, scope.last


def _outermost(regions: Iterable[Region]) -> list[Region]:
    found: list[Region] = []
    for region in regions:
        if not found or region.first >= found[-1].last:
            found.append(region)
    return found


def _live(page: Page) -> list[bool]:
    """Say of each line whether it stands in no region apart.

    A name alone does not set apart what holds half of the page, nor a heading of the first level a header.
    """
    sizes = [0, *accumulate(len(line.text) - line.linked for line in page.lines)]
    titles = [0, *accumulate(line.heading == 1 for line in page.lines)]
    changes = [0] * (len(page.lines) + 1)
    for region in page.regions:
        if region.apart is Apart.NO or region.last <= region.first:
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
