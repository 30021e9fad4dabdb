"""One file a process, each with one table; the index is a walk over this folder."""
