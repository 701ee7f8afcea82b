"""Pages of those who oversee: the log, figures, reports and releases; never a name."""
