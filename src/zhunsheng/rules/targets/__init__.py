"""Rules over target tables and the department part (绩效目标阶段)."""
