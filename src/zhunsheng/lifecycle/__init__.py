"""The year of a budget: processes as tables of (state, act, role), who may do what, deadlines, next year. No clock, no files."""
