"""Nouns: frozen values of budget performance. No files, no clock, no database; everything above may come in."""
