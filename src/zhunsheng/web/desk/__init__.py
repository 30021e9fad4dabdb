"""What people see: one drawer a page family, views and addresses; no tables, no rules of its own."""
