"""Whose a case is: offers, answers, decisions, as entries of the log, and what they come to."""
