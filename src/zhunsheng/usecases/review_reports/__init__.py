"""A review as paper: one writer a format (terminal text, JSON, HTML, Excel, SARIF), all from the same findings."""
