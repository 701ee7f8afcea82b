"""Journeys: keys given back before one, asked for and given again after it."""
