"""Notebooks run from top to bottom, and are kept without what they printed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let matplotlib list the fonts once, since a kernel that has to would say so on stderr."""
    folder = tmp_path_factory.mktemp("matplotlib")
    subprocess.run(
        [sys.executable, "-c", "import matplotlib.font_manager"],
        env={**os.environ, "MPLCONFIGDIR": str(folder)},
        capture_output=True,
        check=True,
    )
    return folder


def read(path: Path) -> nbformat.NotebookNode:
    """Read a notebook in today's format."""
    return nbformat.read(path, as_version=4)


def code_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """Give the cells that run."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_shows_something(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fonts: Path
) -> None:
    """Every cell runs without an error, says nothing on stderr, and shows something to look at."""
    for variable in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))
    monkeypatch.setenv("MPLCONFIGDIR", str(fonts))
    notebook = read(path)
    client = NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    )
    client.execute()
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
    assert all(cell.outputs for cell in code_cells(notebook))
    shown = [output.data for output in outputs if "data" in output and "text/html" in output.data]
    assert len(shown) > 1
    assert all("claimgraph" in data["text/html"] and data["text/plain"] for data in shown)


def test_the_first_notebook_ends_with_the_page_and_has_plots() -> None:
    """Who explores sees pictures where looking beats reading, and the whole page at the end."""
    cells = code_cells(read(ROOT / "notebooks" / "01-explore.ipynb"))
    assert cells[-1].source == "graph.show(corpus)"
    assert sum("plt.show()" in cell.source for cell in cells) >= 4


def test_the_notebook_for_editors_records_verdicts_in_a_copy_only() -> None:
    """It has plots, and records two verdicts in a folder that is gone at the end."""
    cells = code_cells(read(ROOT / "notebooks" / "02-verify.ipynb"))
    assert sum("plt.show()" in cell.source for cell in cells) >= 3
    assert sum("graph.review_claim(data, " in cell.source for cell in cells) == 2
    assert "desk.cleanup()" in cells[-1].source
    assert any("shutil.copytree(" in cell.source for cell in cells)


def test_the_sparql_notebook_asks_ten_questions_with_a_word_on_each() -> None:
    """Each question has its number, a query in the cell after it, and prose on how to read the answer."""
    cells = read(ROOT / "notebooks" / "03-sparql.ipynb").cells
    for number in range(1, 11):
        (place,) = [
            index
            for index, cell in enumerate(cells)
            if cell.cell_type == "markdown" and f"## {number}. " in cell.source
        ]
        assert "SELECT" in cells[place + 1].source
        reading = cells[place + 2]
        assert reading.cell_type == "markdown"
        assert len(reading.source.partition("##")[0].split()) > 4


def test_the_notebook_for_a_new_article_goes_all_the_way() -> None:
    """From a draft over what is open to data, each passage held against the text, a loop and the page."""
    cells = code_cells(read(ROOT / "notebooks" / "04-your-own-article.ipynb"))
    steps = (
        "graph.draft(",
        "graph.find_open(",
        "path.rename(",
        "graph.verify(",
        "graph.uncovered(",
        "graph.feedback_loops(",
        "graph.show(corpus)",
        "desk.cleanup()",
    )
    places = [next(index for index, cell in enumerate(cells) if step in cell.source) for step in steps]
    assert places == sorted(places)
    assert "desk.cleanup()" in cells[-1].source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_kept_without_outputs(path: Path) -> None:
    """What a notebook printed once is not what it prints now: it stays out of the files."""
    for cell in code_cells(read(path)):
        assert cell.outputs == []
        assert cell.execution_count is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_defines_nothing_and_leaves_the_package_its_name(path: Path) -> None:
    """What is worth a function belongs into the package; and `graph` stays the package."""
    for cell in code_cells(read(path)):
        nodes = list(ast.walk(ast.parse(cell.source)))
        assert not any(isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda) for node in nodes)
        bound = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        assert "graph" not in bound


def test_there_is_a_notebook() -> None:
    """The tests above have something to test."""
    assert NOTEBOOKS
