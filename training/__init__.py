"""Training: the only place where torch lives. It imports the package, never the reverse."""
