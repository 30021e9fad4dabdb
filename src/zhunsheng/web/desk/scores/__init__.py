"""自评: what a year's projects score, how every number came about, and what people add."""
