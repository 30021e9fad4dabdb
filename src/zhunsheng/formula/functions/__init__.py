"""The functions of the formula language: one file each with its names, meaning, examples and both executions; found by a walk."""
