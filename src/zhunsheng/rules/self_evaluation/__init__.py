"""Rules over self-evaluation forms (绩效自评阶段)."""
