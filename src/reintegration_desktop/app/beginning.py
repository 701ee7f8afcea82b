"""The first run: a vault is begun, joined, restored, or explored with invented cases."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from secrets import choice, token_bytes

from reintegration_desktop.app.keys.recovering import recover_vault, sheet_of, two_words
from reintegration_desktop.app.keys.root import root_in
from reintegration_desktop.app.program import Program, assemble, create_program
from reintegration_desktop.app.training import TRAINING, new_place, remove_old, tell_words
from reintegration_desktop.casework.incoming.importing import edits_of
from reintegration_desktop.casework.intake import open_with
from reintegration_desktop.casework.invented.cases import Setting, invented_cases
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.kernel.locations import application_folder, resources
from reintegration_desktop.kernel.swap import swap_in_the_clear
from reintegration_desktop.kernel.words import language, say
from reintegration_desktop.ui.case.who_sees import ROLE_WORDS
from reintegration_desktop.ui.first.beginning import Wish
from reintegration_desktop.ui.first.codes import qr_of
from reintegration_desktop.ui.first.joining import Request as RequestShown
from reintegration_desktop.ui.first.lost import LostPage, LostVerbs
from reintegration_desktop.ui.first.ways import Beginning
from reintegration_desktop.ui.pages.first_run import FirstRunMeans, FirstRunPage
from reintegration_desktop.ui.printing.sheets import print_sheet
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.vault.backups.backup import backup_identity, restore_backup
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import join
from reintegration_desktop.vault.means import Means, means_here
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.recovery import (
    Recovered,
    Sheets,
    keep_recovery,
    new_sheets,
    recover,
    refuse_unrecoverable,
    root_is_away,
)
from reintegration_desktop.vault.office.requests import Request, request
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.papers.labels import slot_of
from reintegration_desktop.vault.passphrases.halves import half_of, together
from reintegration_desktop.vault.passphrases.passphrase import generate
from reintegration_desktop.vault.passphrases.strength import refuse_weak, strength_bits
from reintegration_desktop.vault.passphrases.wordlists import every_word, languages, words_in
from reintegration_desktop.vault.roles import Role

WORDLISTS = "wordlists"
INVENTED = 60
SEED = 7

Opened = Callable[[Program], None]


def passphrase_words() -> tuple[str, ...]:
    """The list that passphrases are made of, in the reader's language where there is one."""
    folder = resources() / WORDLISTS
    return words_in(folder, language() if language() in languages(folder) else "en")


def words_are_borrowed() -> bool:
    """Whether that list is the English one for want of one in the reader's language."""
    return language() not in languages(resources() / WORDLISTS)


def five_words() -> str:
    """Five words of that list, drawn anew."""
    return generate(passphrase_words(), choice)


class FirstRun:
    """What the first-run page asks of the program. ``opened`` is called with the vault that was begun."""

    def __init__(self, opened: Opened, invented: int = INVENTED) -> None:
        self._opened, self._invented = opened, invented
        self._means = means_here()
        self._program: Program | None = None
        self._sheets: Sheets | None = None
        self._asked: tuple[Path, Request, str] | None = None

    def page(self, folder: Path) -> FirstRunPage:
        """The page, with everything it asks joined."""
        page = FirstRunPage(
            FirstRunMeans(
                suggest=five_words,
                judge=strength_bits,
                printing=print_sheet,
                time=lambda: f"{self._means.now().astimezone():%H:%M}",
                default_folder=folder,
                in_english=words_are_borrowed,
                in_the_clear=swap_in_the_clear(),
            )
        )
        page.recovery_kept.connect(self._keep_recovery)
        page.later_asked.connect(self._go_on)
        page.request_saved.connect(partial(self._save_request, page))
        page.answer_given.connect(self._join)
        return page

    def begin(self, page: FirstRunPage, wish: Wish, passphrase: str) -> Callable[[], None]:
        """Do what was wished, beside the window; returns what the page shows then. Raises refusals."""
        if wish.beginning is Beginning.EXPLORE:
            self._program = self._training()
            return self._go_on
        refuse_weak(passphrase, every_word(resources() / WORDLISTS))
        if wish.beginning is Beginning.JOIN:
            asked = request(VaultFolder(Path(wish.folder)), wish.label, passphrase, self._means)
            self._asked = (Path(wish.folder), asked, passphrase)
            shown = RequestShown(code_of(asked.content), qr_of(code_of(asked.content)))
            return partial(page.show_request, shown)
        if wish.beginning is Beginning.RESTORE:
            self._program = self._restored(wish, passphrase)
            return self._go_on
        newcomer = Newcomer(wish.name, wish.label or say(ROLE_WORDS[Role.SUPERVISOR]), Role.SUPERVISOR)
        self._program = create_program(Path(wish.folder), newcomer, passphrase, means=self._means, office=wish.office)
        self._sheets = new_sheets(token_bytes)
        made = self._means.clock.today()
        sheets = (
            sheet_of("1", self._sheets.first, wish.office, made), sheet_of("2", self._sheets.second, wish.office, made),
        )  # fmt: skip
        return partial(page.show_recovery, sheets, (two_words(), two_words()))

    def _restored(self, wish: Wish, passphrase: str) -> Program:
        """Two halves open a backup, and give one person a new slot."""
        words = words_in(resources() / WORDLISTS, "en")
        halves = (half_of(wish.halves[0], words), half_of(wish.halves[1], words))
        vault = VaultFolder(Path(wish.folder))
        restore_backup(
            Path(wish.file), [backup_identity(together(*halves))], vault,
            lambda writing: refuse_unrecoverable(writing, halves, wish.label),
        )  # fmt: skip
        whom = slot_of(vault.read().file, wish.label)
        keyring = recover(vault, halves, Recovered(whom.person, whom.label, passphrase), self._means)
        return assemble(vault, vault.lock("reintegration"), keyring, self._means)

    def _keep_recovery(self) -> None:
        """Both sheets are on paper: everything is granted to the pair."""
        assert self._program is not None
        assert self._sheets is not None
        keep_recovery(self._program.folder, self._program.keyring, self._sheets.public, self._means)
        self._sheets = None
        self._go_on()

    def _go_on(self) -> None:
        assert self._program is not None
        self._opened(self._program)

    def _training(self) -> Program:
        """A vault of invented cases in the user's own folder, begun anew each time; earlier ones go."""
        home = application_folder()
        remove_old(home)
        folder, words = new_place(home), five_words()
        newcomer = Newcomer(say("Trainee"), say("Trainee"), Role.SUPERVISOR)
        program = create_program(
            folder, newcomer, words, means=self._means, office=say("Training"), programme=invented_programme({}, {})
        )
        tell_words(folder, words)
        program.opened.settings.put(TRAINING, TRAINING)
        setting = Setting(program.programme, (program.me.id,), program.me.office, program.desk.today)
        for file in invented_cases(setting, SEED, self._invented):
            open_with(program.desk, file.id, program.desk.new_code(), edits_of(program.desk, file))
        return replace(program, training=True)

    def _save_request(self, page: FirstRunPage, file: str) -> None:
        assert self._asked is not None
        write_whole(Path(file), self._asked[1].content)
        page.show_saved()

    def _join(self, file: str, code: str) -> None:
        """The answer came back: its code was typed, the vault is joined."""
        assert self._asked is not None
        folder, asked, passphrase = self._asked
        vault = VaultFolder(folder)
        with told():
            answer = Path(file).read_bytes()
        keyring = join(vault, asked, answer, code, passphrase, self._means)
        self._opened(assemble(vault, vault.lock("reintegration"), keyring, self._means))


def lost_page(vault: Path, tasks: Tasks, means: Means | None = None) -> LostPage:
    """The page on which two halves are typed, for a vault that lies there."""
    file = VaultFolder(vault).read().file
    labels = tuple(slot.label for slot in file.slots)
    made = means or means_here()
    return LostPage(
        tasks,
        LostVerbs(
            recover=lambda label, halves, passphrase, root: recover_vault(
                vault, label, halves, passphrase, made, root_in(root)
            ),
            labels=labels,
            root_is_away=root_is_away(file),
            suggest=five_words,
            judge=strength_bits,
            in_english=words_are_borrowed,
        ),
    )
