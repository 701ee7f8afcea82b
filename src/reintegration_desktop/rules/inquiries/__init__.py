"""Asking another office whether it knows a young person: what may be said, to whom, until when."""
