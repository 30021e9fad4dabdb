"""Rules: their settings, and a page that explains each."""
