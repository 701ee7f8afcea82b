"""What headquarters' server refuses, each a fact of its own; PostgreSQL's own words never leave ``hq.server``."""

from reintegration_desktop.kernel.errors import Refusal


class ServerAddressUnreadable(Refusal):
    """What was given as a database is no address of a PostgreSQL server."""

    code = "server_address_unreadable"


class ServerPartMissing(Refusal):
    """The part of the program that speaks with PostgreSQL (the extra ``hq``) is not installed."""

    code = "server_part_missing"


class ServerUnreachable(Refusal):
    """Nothing answered at the address, or the line broke off."""

    code = "server_unreachable"


class ServerLoginRefused(Refusal):
    """The server doesn't let this role in, or not to this database."""

    code = "server_login_refused"


class ServerRightMissing(Refusal):
    """The role may not do what is needed."""

    code = "server_right_missing"


class ServerBusy(Refusal):
    """Somebody else kept what is needed longer than we wait; fact ``seconds``."""

    code = "server_busy"


class ServerFull(Refusal):
    """The server's disk takes nothing more, or its memory."""

    code = "server_full"


class ServerTrouble(Refusal):
    """The server could not do it; fact ``state``, PostgreSQL's five characters for what went wrong."""

    code = "server_trouble"


class ServerNotOurs(Refusal):
    """The database belongs to another headquarters, or holds something else."""

    code = "server_not_ours"


class ServerTooNew(Refusal):
    """The tables were written by a newer version of the program."""

    code = "server_too_new"


class ServerEmpty(Refusal):
    """The database holds no tables of ours yet."""

    code = "server_empty"


class CasesOnServer(Refusal):
    """This headquarters keeps its cases on a server, and none was named."""

    code = "cases_on_server"


class CasesInVault(Refusal):
    """This headquarters keeps its cases in its vault, and a server was named."""

    code = "cases_in_vault"
