"""Pictures: data in, one SVG out for screen, print and report, with the rows of the table beside it. Knows only nouns."""
