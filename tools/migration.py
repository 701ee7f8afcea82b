"""Writes the next step of the database from what the tables have become: ``./dev migration "add a column"``."""

import sys

from reintegration_desktop.store.steps import write_step

if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit('usage: ./dev migration "what the step does"')
    sys.stdout.write(f"{write_step(' '.join(sys.argv[1:]))}\n")
