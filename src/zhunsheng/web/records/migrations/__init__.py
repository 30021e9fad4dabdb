"""The records application's history: linear, small steps, portable."""
