"""Bytes → page tree, one module a format. Never judges, never guesses silently, never lets a hostile file through."""
