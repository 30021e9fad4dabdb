"""Shared pieces of pages: the frame, icons."""
