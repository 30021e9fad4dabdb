"""The project list and the form view."""
