"""Ledgers (台账): what kinds of evidence records there are, and how what people type, paste, import or photograph becomes records."""
