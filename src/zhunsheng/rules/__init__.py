"""Review rules (审核规则): one rule, one file; each looks at nouns only — no clock, no network, no database."""
