"""The course of monitoring and self-evaluation: their states, the acts that move them, one by one or many together."""
