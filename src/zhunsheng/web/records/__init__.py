"""The only application with domain tables: rows, acts on them, questions to them, and the audit trail."""
