"""Referring to who provides a service: a sealed packet of what was ticked and agreed, and its answer."""
