"""A user without rights, also where the tests run as one who has them all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

NOBODY = 65534


@contextmanager
def an_open_folder() -> Iterator[Path]:
    """A folder that every user can reach, unlike those of the tests."""
    folder = Path(mkdtemp(prefix="rights-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        folder.chmod(0o755)
        rmtree(folder)


@contextmanager
def an_ordinary_user() -> Iterator[None]:
    """Without the superuser's rights for a while; what is imported for the first time must be imported before."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
