"""Official files out of the records."""
