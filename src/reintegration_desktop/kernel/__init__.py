"""Floor 1: errors, ids, clocks, uncertain dates, locations, words, log hygiene."""
