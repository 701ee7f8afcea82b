"""Templates of the programme's own: what is counted, by what, for whom."""
