"""审计记录: who did what when, and that nothing of it was changed."""
