"""How things relate: the causal graph, its loops, what acts on them, paths, effects, disagreements.

Every answer comes with the claims it rests on. Nothing here knows RDF or text.
"""
