"""The plan of a case as it is worked by: areas, steps, approval."""
