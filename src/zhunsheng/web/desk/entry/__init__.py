"""The phone page: entries in a few taps, also without a signal."""
