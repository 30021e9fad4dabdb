"""The law: official documents, citations, dated legal numbers and the official words. Knows nothing else."""
