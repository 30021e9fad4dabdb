"""The course of a project: its state, the acts that move it, one by one or many together."""
