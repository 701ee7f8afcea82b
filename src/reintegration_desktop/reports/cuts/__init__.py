"""What tables are cut by: dimensions, their categories, and where a case stands in each."""
