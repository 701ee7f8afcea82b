"""One editor for each kind of answer, found in one table."""
