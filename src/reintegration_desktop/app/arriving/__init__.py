"""Beside what bundles bring: what waited for a newer program is let in, and what asks a supervisor is kept."""
