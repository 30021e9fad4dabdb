"""The verbs: read, review, write. They join rooms that do not know each other; doors call only them."""
