"""What came over other people's entries and asks a supervisor, in an open vault."""
