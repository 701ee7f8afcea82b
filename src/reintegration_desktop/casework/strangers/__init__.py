"""Files of strangers, read in a process of its own that holds no key; nothing here is imported by the window."""
