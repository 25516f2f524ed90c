"""Every verb with its options and help. What a verb does is loaded when it is called.

Showing help must not cost the libraries that the work needs: hence the imports inside.
"""

# Importing a module declares its verbs.
from graph.cli.commands import asking, finding, making, reviewing, sourcing
from graph.cli.commands.options import commands

__all__ = ["asking", "commands", "finding", "making", "reviewing", "sourcing"]
