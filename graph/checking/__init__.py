"""Claims against the text of their source: where passages stand, what changed, whether they support.

Verify is about truth to the source; validate (`graph.validation`) about shape.
"""
