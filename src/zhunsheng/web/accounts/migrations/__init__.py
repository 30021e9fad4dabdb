"""The accounts application's history."""
