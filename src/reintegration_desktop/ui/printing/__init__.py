"""Printing: pages are painted in memory and handed to the system's spooler through a pipe."""
