"""Units and people: what an administrator keeps in order."""
