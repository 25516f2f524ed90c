"""What goes wrong on pages of stock pyvis does not on ours; the numbers are those of the list of traps."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import graph.site.network
from graph.model import Corpus
from graph.site.templating import environment
from tests.browser.conftest import Open, invented
from tests.corpora import SECOND, claim, concept, corpus

ROOT = Path(__file__).parents[2]
# P3, P5, P6, P7, P15, P16, P25: everything else of it writes files, changes what it is given, or forgets.
CALLED = {"Network", "add_node", "add_edge", "get_network_data"}


def test_nothing_of_pyvis_is_called_but_what_turns_calls_into_data() -> None:
    """No writing of files, no options that lose their spaces, no template, no change to a graph."""
    tree = ast.parse(Path(graph.site.network.__file__ or "").read_text(encoding="utf-8"))
    of_net = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "net"
    }
    assert of_net == CALLED - {"Network"}


def test_a_build_needs_no_locale_and_writes_only_where_it_is_told(tmp_path: Path) -> None:
    """P4, P5: with ASCII as the encoding of the system the page is whole, and no folder lib/ appears."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    environ = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environ["PYTHONPATH"] = str(ROOT)
    arguments = ["-m", "graph", "build", "--data", str(SECOND), "--out", str(tmp_path / "site"), "--quiet"]
    subprocess.run([sys.executable, *arguments], cwd=place, env=environ, check=True)
    page = (tmp_path / "site" / "index.html").read_bytes().decode("utf-8")
    assert page.rstrip().endswith("</html>")
    assert list(place.iterdir()) == []


def test_what_templates_show_is_escaped() -> None:
    """P26: pyvis' own engine does not."""
    shown = environment().from_string("{{ text }}").render(text="<b>&\"'")
    assert shown == "&lt;b&gt;&amp;&#34;&#39;"


def test_pyvis_is_pinned() -> None:
    """P28: no release is promised, and we read its files."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [one for one in project["dependencies"] if one.startswith("pyvis")] == ["pyvis==0.3.2"]


def test_nothing_covers_the_picture(shipped: Path, open_page: Open) -> None:
    """P11, P19: what lies on top in the middle of the place is the canvas, and nothing moves by itself."""
    with open_page(shipped) as visit:
        top = visit.ask(
            """const box = cg.find('#canvas').getBoundingClientRect();
            return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).tagName;"""
        )
        assert top == "CANVAS"
        assert visit.ask("return cg.network.physics.physicsEnabled") is False
        assert visit.ask("return Object.keys(cg.network.body.edges).length") > 0
        assert visit.ask("return cg.network.body.nodeIndices.every((id) => !id.startsWith('edgeId:'))")


def test_a_chosen_arrow_keeps_its_colour_and_gets_thicker(small: Path, open_page: Open) -> None:
    """P22: vis-network would paint it grey."""
    with open_page(small) as visit:
        before = visit.ask("return cg.network.body.data.edges.get('link:gap+--creak')")
        visit.ask("cg.go({ link: 'link:gap+--creak' })")
        visit.until("return cg.chosen.has('link:gap+--creak')")
        after = visit.ask("return cg.network.body.data.edges.get('link:gap+--creak')")
        assert after["color"]["highlight"] == after["color"]["hover"] == after["color"]["color"]
        assert after["color"]["color"] == before["color"]["color"]
        assert after["width"] > before["width"]


def test_on_a_phone_the_picture_is_there_and_leaves_room_to_scroll(small: Path, open_page: Open) -> None:
    """P23, P24: higher than 200 pixels, at most 60 hundredths of the window, with page above or below it."""
    with open_page(small, narrow=True) as visit:
        height, window, page = visit.ask(
            """return [cg.find('#canvas canvas').clientHeight, innerHeight,
                       document.documentElement.scrollHeight];"""
        )
        assert 200 < height <= 0.6 * window
        assert page > window


def test_nothing_drawn_has_a_title_or_a_picture_and_search_is_over_labels(
    small: Path, open_page: Open
) -> None:
    """P9, P10, P21, P27: no markup on hover, nothing to fetch, and ids are not found."""
    with open_page(small) as visit:
        fields = visit.ask(
            """return [...cg.network.body.data.nodes.get(), ...cg.network.body.data.edges.get()]
                 .flatMap((one) => Object.keys(one));"""
        )
        assert {"title", "image", "group"}.isdisjoint(fields)
        assert visit.ask("return cg.search('crevice').length") > 0
        assert visit.ask("return cg.search('con:').length") == 0


def test_what_ends_a_script_or_hides_one_is_only_text(
    written: Callable[[str, Corpus], Path], open_page: Open
) -> None:
    """P8: "</script>" and "<!--<script>" in every place a name can have leave a page that works."""
    for number, text in enumerate(("</script><script>ran = 1</script>", "<!--<script>", "]]><!--")):
        made = corpus(
            [claim(1, "a", 1, "b", label=text), claim(2, "b", 1, "a", label=text)],
            [concept("a", label=f"{text} a", alt_labels=(text,), definition=text), concept("b", label=text)],
        )
        (source,) = invented().sources
        named = replace(made, sources=(replace(source, title=text, publisher=text),))
        with open_page(written(f"trap{number}", named)) as visit:
            assert visit.errors == []
            assert visit.words("h1") == text
            assert visit.page.title().startswith(text)
            assert text in visit.words(".head .meta")
            assert visit.ask("return typeof ran") == "undefined"
            assert visit.ask("return cg.visible().length") == 2
            assert visit.ask("return cg.label('con:b')") == text
            assert [url for url in visit.requests if not url.startswith(("data:", "file:"))] == []


def test_of_very_many_concepts_so_few_are_drawn_that_dashes_stay_quick(
    thousand: Path, open_page: Open
) -> None:
    """P20: 300 cards at once, of a thousand, and every hedged arrow among them is dashed all the same."""
    with open_page(thousand, "#view=all") as visit:
        assert visit.ask("return cg.network.body.data.nodes.get().filter((one) => !one.hidden).length") == 300
        dashed = visit.ask(
            """return cg.network.body.data.edges.get({ filter: (one) => !one.hidden })
                 .map((one) => [one.firm, Boolean(one.dashes)]);"""
        )
        assert {tuple(one) for one in dashed} == {("flat", False), ("hedged", True)}


def test_every_trap_has_its_test() -> None:
    """P1 to P28: each number is named by a test that keeps it closed."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")]
    named = {int(number) for text in texts for number in re.findall(r"\bP([1-9]|1\d|2[0-8])\b(?! to)", text)}
    assert named == set(range(1, 29))
