"""`reintegration conflict`: answers that differ, and what a person decides."""
