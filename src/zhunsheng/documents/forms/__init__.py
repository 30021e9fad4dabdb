"""Official forms: each layout is one file here that reads a page tree into nouns and prints nouns as a page tree."""
