"""问卷: building, publishing, answering without signing in, results, paper."""
