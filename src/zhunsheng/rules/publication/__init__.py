"""Rules over what is published: time, completeness, hidden contents, privacy and secrecy of forms (公开阶段)."""
