"""准绳: the public door — read, review, write."""
