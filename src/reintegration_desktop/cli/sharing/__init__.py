"""`reintegration case`: what leaves an office for another one, or for who provides a service."""
