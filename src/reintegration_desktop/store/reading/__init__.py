"""Reading cases: lists from the folds, files and people from the log."""
