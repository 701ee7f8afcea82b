"""The list of cases: filters, columns, preview."""
