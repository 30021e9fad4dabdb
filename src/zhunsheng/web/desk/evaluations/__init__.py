"""评价: evaluations of projects and assessments of new ones beforehand, from opening a case to its report."""
