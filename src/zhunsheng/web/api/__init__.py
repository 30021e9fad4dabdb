"""The door for other programs: JSON, a token for each unit, the same operations as the pages."""
