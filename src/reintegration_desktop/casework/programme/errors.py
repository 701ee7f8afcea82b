"""What is refused of numbers that two people settle."""

from reintegration_desktop.kernel.errors import Refusal


class NumbersUnchanged(Refusal):
    """Numbers of the policy were to be changed to what they are."""

    code = "numbers_unchanged"


class NumbersOver(Refusal):
    """Numbers that were to be signed no longer wait, or not for this person."""

    code = "numbers_over"
