"""总览: money and goals, lights, deadlines and findings of a department or of the bureau, down to the project."""
