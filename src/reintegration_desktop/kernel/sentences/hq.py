"""What a person reads when headquarters' server refuses: what happened, what is safe, what to do."""

from reintegration_desktop.kernel.sentences.sentence import Sentence
from reintegration_desktop.kernel.words import marked

_AS_BEFORE = marked("What was taken in before is safe, and bundles stay where they are.")
_NOTHING = marked("Nothing was changed.")

SENTENCES: dict[str, Sentence] = {
    "server_address_unreadable": Sentence(
        marked("This is no address of a PostgreSQL database."),
        _NOTHING,
        marked("Write it like postgresql+psycopg://role@host/name; the password belongs into ~/.pgpass."),
    ),
    "server_part_missing": Sentence(
        marked("The part of the program that speaks with PostgreSQL is not installed."),
        _NOTHING,
        marked("Say \"pip install 'reintegration-desktop[hq]'\" where this program is installed, then try again."),
    ),
    "server_unreachable": Sentence(
        marked("The database server does not answer, or knows no such role or database."),
        _AS_BEFORE,
        marked("See that the server runs and that host, role and database are spelt right; then take in again."),
    ),
    "server_login_refused": Sentence(
        marked("The database server does not let this role in."),
        _AS_BEFORE,
        marked("Look at the role's password in ~/.pgpass, and at the server's pg_hba.conf, with who keeps the server."),
    ),
    "server_right_missing": Sentence(
        marked("This role may not do that on the database server."),
        _AS_BEFORE,
        marked(
            "Ask who keeps the server to give the role what docs/guide/server.md names, or use the role that owns it."
        ),
    ),
    "server_busy": Sentence(
        marked("Somebody else kept the database for themselves longer than {seconds} seconds."),
        _AS_BEFORE,
        marked("Wait until the other one is done, and try again."),
    ),
    "server_full": Sentence(
        marked("The database server has no room left, on its disk or for one more connection."),
        _AS_BEFORE,
        marked("Tell who keeps the server; make room, then take in again."),
    ),
    "server_trouble": Sentence(
        marked("The database server could not do it (it says {state})."),
        _AS_BEFORE,
        marked("Try again; if it stays so, give these characters to who keeps the server."),
    ),
    "server_not_ours": Sentence(
        marked("The cases of another headquarters lie in this database, or none that belong to this vault."),
        _NOTHING,
        marked("Name the database that this vault was begun with, or an empty one to begin a new headquarters."),
    ),
    "server_too_new": Sentence(
        marked("A newer version of the program has written this database."),
        _NOTHING,
        marked("Bring this program up to date, then try again."),
    ),
    "server_empty": Sentence(
        marked("There is nothing of ours in this database yet."),
        _NOTHING,
        marked("Begin a headquarters there with `reintegration hq init`, or restore the server's backup first."),
    ),
    "cases_on_server": Sentence(
        marked("This headquarters keeps its cases on a database server."),
        _NOTHING,
        marked("Use the command line (`reintegration`), and name the server with --database."),
    ),
    "cases_in_vault": Sentence(
        marked("This headquarters keeps its cases in its vault, and on no server."),
        _NOTHING,
        marked("Leave --database out; docs/guide/server.md says how to move to a server."),
    ),
}
