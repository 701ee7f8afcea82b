"""What is left once it has locked: in memory, in the process's files and children, in temp and home."""

import sys
from pathlib import Path

import pytest

from tests.e2e.locked.looking import left_after_the_lock

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def test_nothing_of_a_case_or_a_key_is_left_anywhere(tmp_path: Path):
    left = left_after_the_lock(tmp_path)
    assert left.before, "this looks into the memory of the right process"
    assert (left.reading, left.keys_there) == (1, 0), "a process without the key reads a stranger's file"
    assert (left.after, left.children, left.held, left.hits) == (0, 0, 0, 0)
