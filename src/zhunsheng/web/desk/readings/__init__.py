"""What was read from a file, and confirming it."""
