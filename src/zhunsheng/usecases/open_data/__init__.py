"""Open data of a published year: what its tables hold, their rows, and the files that carry and describe them."""
