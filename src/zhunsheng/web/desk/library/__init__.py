"""The indicator library: search, entries, favourites, and the way into a table."""
