"""Acts: one a file. Each checks who may do it, does it, and logs it, in one transaction."""
