"""The indicators: what each counts, in words and as a predicate."""
