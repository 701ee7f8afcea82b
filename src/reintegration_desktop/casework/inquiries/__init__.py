"""Asking another office whether it knows a young person, and answering such a question."""
