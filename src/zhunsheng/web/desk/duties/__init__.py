"""A person's duties: who stands in for them, what they are reminded of."""
