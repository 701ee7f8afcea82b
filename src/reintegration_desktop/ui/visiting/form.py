"""The questions of a visit: some stand where the page puts them, the others in folded sections."""

from collections.abc import Mapping

from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.filling import Filling
from reintegration_desktop.ui.editors.answer import AnswerField
from reintegration_desktop.ui.editors.doubts import Doubting, no_doubts
from reintegration_desktop.ui.editors.editor import Setting
from reintegration_desktop.ui.editors.form import FormView

SCORES, SEEN, WHY_NOT = "domain_scores", "child_seen", "not_seen_reasons"


class VisitForm(FormView):
    """Every question of the form, each once: ``apart`` are the fields that stand elsewhere on the page.

    Scoring says that they were seen; scores are asked for until somebody says *not seen*.
    """

    def __init__(
        self, filling: Filling, setting: Setting, words: ValueWords, apart: Mapping[str, AnswerField],
        hidden: frozenset[str] = frozenset(), doubting: Doubting = no_doubts,
    ) -> None:  # fmt: skip
        super().__init__(
            filling, setting, words, hidden=hidden, with_restricted=True, folds=True, unfolded=0, apart=apart,
            doubting=doubting,
        )  # fmt: skip

    def answer(self, key: str) -> Filling:
        """The filling with what a field says now, and that they were seen where it scores."""
        filling = super().answer(key)
        if key == SCORES and SCORES in filling.given and filling.given.choice(SEEN) != "yes":
            filling = filling.answer(SEEN, "yes")
            self.field(SEEN).set_value("yes")
        return filling

    def asked(self) -> set[str]:
        """The questions that are asked now, and the scores."""
        return super().asked() if self.filling.given.choice(SEEN) == "no" else super().asked() | {SCORES}
