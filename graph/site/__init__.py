"""From values to the page: one HTML file that needs nothing else."""

from graph.site.page import render_page

__all__ = ["render_page"]
