"""The text of sources: fetched, read from any form, cut into blocks, sentences and words, searched.

Nothing here knows claims: what these modules find, `graph.checking` holds the claims against.
"""
