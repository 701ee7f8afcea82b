"""The log's rows: numbered, opened and sealed, chained, and where the newest of them are."""
