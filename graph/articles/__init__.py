"""One article at a time: which files are about it, what else it must be read with, what it comes to.

A corpus of any size is worked on article by article, so that nothing needs all claims in memory,
and only what changed is done again.
"""
