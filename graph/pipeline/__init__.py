"""The whole product in the order of its steps; the only folder that knows the order.

Load the Turtle, validate, read the claims, check them against the source text where it is at
hand, derive the causal graph, find its loops and what acts on them, write the site.
"""

from graph.dataset import open_dataset, read_valid
from graph.derivation import Derived, derive
from graph.pipeline.building import build
from graph.pipeline.checks import read_for_anchoring
from graph.pipeline.reading import load_corpus
from graph.pipeline.reports import BuildReport, Progress, Validation
from graph.pipeline.validating import validate_data

__all__ = [
    "BuildReport",
    "Derived",
    "Progress",
    "Validation",
    "build",
    "derive",
    "load_corpus",
    "open_dataset",
    "read_for_anchoring",
    "read_valid",
    "validate_data",
]
