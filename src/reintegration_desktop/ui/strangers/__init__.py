"""Papers, tables and recordings of strangers: what a process without a key tells of them, drawn and heard."""
