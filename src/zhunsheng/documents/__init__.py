"""Documents: bytes → page tree → nouns, and back. Never judges content; trouble is a located problem, not an exception."""
