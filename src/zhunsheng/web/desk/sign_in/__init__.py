"""Signing in and out, changing the password."""
