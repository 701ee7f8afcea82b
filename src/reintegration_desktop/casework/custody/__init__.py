"""Handing a case over to another office, taking one over, and deciding between two offers."""
