"""The use of results: advice for the next budget, problems to be mended, a project over the years."""
