"""What can be taken away: the dataset with everything derived, as Turtle."""

from graph.exports.full import full_turtle

__all__ = ["full_turtle"]
