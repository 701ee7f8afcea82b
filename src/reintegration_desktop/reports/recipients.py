"""Who a report is for, and who else will see it."""

from enum import StrEnum


class Recipient(StrEnum):
    """A class of readers. Whoever reads for headquarters can also read what donors and the public get.

    Those who document violations get a report of their own, and may read what donors and the public get.
    """

    PUBLIC = "public"
    DONOR = "donor"
    HEADQUARTERS = "headquarters"
    MONITORING = "monitoring"

    @property
    def nearness(self) -> int:
        """How close to the work: 0 the public, 2 headquarters, 3 those who document violations."""
        return list(Recipient).index(self)

    def sees(self, other: "Recipient") -> bool:
        """Whether these readers see what goes to the others."""
        both = {self, other} == {Recipient.HEADQUARTERS, Recipient.MONITORING}
        return not both and other.nearness <= self.nearness
