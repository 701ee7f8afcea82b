"""Templates of a programme's own: what may be asked for, and what today's figures hold of it."""
