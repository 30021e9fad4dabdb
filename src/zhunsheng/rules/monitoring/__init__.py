"""Rules over monitoring forms (绩效运行监控阶段)."""
