"""The numbers of an office's policy, as entries of its log that two people signed."""
