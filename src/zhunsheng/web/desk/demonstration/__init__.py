"""示例: which day a demonstration stands at, what has happened until then, and how to see another day."""
