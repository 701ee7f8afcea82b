"""What the page of the programme's own templates calls."""

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.figures.own import (
    begun_wish,
    doubtful,
    drop_wish,
    is_released,
    keep_begun,
    keep_wish,
    kept_wishes,
    seal_for_everybody,
)
from reintegration_desktop.casework.figures.reporting import MAY_RELEASE
from reintegration_desktop.reports.own.deriving import of_the_last_day
from reintegration_desktop.reports.own.shaping import Shaping
from reintegration_desktop.reports.own.wish import PREFIX, Wish
from reintegration_desktop.ui.shaping.verbs import Around, Made, ShapeVerbs
from reintegration_desktop.vault.roles import KeyName


def may_shape(program: Program) -> bool:
    """Whether this person makes templates of the programme's own: who lets reports leave, and opens figures."""
    return program.me.role in MAY_RELEASE and bool(program.keyring.secrets(KeyName.FIGURES))


def shape_verbs(program: Program) -> ShapeVerbs:
    """What the page calls."""
    folder, keyring = program.folder.part("figures"), program.keyring

    def save(wish: Wish) -> None:
        check, ledger = shaping_of(program).template, program.report_desk.ledger()
        keep_wish(folder, keyring, wish, program.means.now(), check, ledger)

    return ShapeVerbs(
        around=lambda: around(program),
        save=save,
        remove=lambda name: drop_wish(folder, keyring, name, program.report_desk.ledger()),
        new_name=lambda: f"{PREFIX}{program.means.new_id().hex[:12]}",
        keep=lambda wish: keep_begun(folder, keyring, wish),
    )


def shaping_of(program: Program) -> Shaping:
    """All measures, templates and figures of now, for what may be wished for."""
    figures = of_the_last_day(one.figures for one in program.report_desk.held())
    return Shaping(program.dictionary, program.measures, program.templates, figures)


def around(program: Program) -> Around:
    """What stands around a new template; those of before are sealed for whoever came to the office since."""
    folder, keyring = program.folder.part("figures"), program.keyring
    seal_for_everybody(folder, keyring)
    shaping, ledger = shaping_of(program), program.report_desk.ledger()
    made = tuple(
        Made(
            kept.wish, is_released(kept.wish.name, ledger), kept.wish.name in shaping.templates,
            shaping.coming(kept.wish),
        )
        for kept in kept_wishes(folder, keyring)
    )  # fmt: skip
    return Around(shaping, made, doubtful(folder, keyring), begun_wish(folder, keyring))
