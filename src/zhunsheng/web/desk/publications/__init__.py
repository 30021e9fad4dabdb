"""The desk of publication: what is due, what is in the way, who lets it out."""
