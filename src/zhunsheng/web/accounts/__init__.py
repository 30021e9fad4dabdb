"""People: users, their unit and role, and what they may see. No domain tables."""
