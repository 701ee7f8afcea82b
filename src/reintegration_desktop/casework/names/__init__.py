"""Finding people by name, forgiving of spelling and script, in memory alone."""
