"""The public portal: what was published, for everybody, without signing in."""
