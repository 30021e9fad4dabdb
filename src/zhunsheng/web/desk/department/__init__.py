"""The department part of a unit's year."""
