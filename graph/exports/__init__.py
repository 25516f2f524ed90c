"""What can be taken away: the dataset with everything derived, as Turtle."""

from graph.exports.full import derive_triples, full_turtle

__all__ = ["derive_triples", "full_turtle"]
