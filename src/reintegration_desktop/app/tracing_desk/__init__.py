"""The tracing desk in an open vault: given to, taken back from, looked at."""
