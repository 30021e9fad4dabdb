"""监控: how projects stand at a checkpoint, why, and what follows."""
