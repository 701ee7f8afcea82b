"""Works out, from files as they were written, what an outsider could. The protector shares nothing with it."""
