"""Scores from targets, values and money: self-evaluation, monitoring, evaluation, what follows. Pure arithmetic, shown."""
