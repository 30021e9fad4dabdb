"""The command line: arguments in, use cases, words out. No judgement of its own; works without Django and a server."""
