"""台账: kinds, lists of entries, entering, importing, correcting."""
