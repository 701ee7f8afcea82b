"""Writing cases: one person's transactions, and whole cases by the thousand."""
