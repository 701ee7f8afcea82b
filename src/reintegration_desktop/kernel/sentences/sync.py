"""What a person reads when sync refuses: what happened, what is safe, what to do."""

from reintegration_desktop.kernel.sentences.sentence import Sentence
from reintegration_desktop.kernel.words import marked

_NOTHING = marked("Nothing was taken from it, and nothing here was changed.")
_KEPT = marked("Everything here is unchanged, and what was to be sent is kept.")

_BUNDLES: dict[str, Sentence] = {
    "bundle_empty": Sentence(
        marked("The bundle is empty: the file has no bytes."),
        _NOTHING,
        marked("Copy it again from where it was made; wait until the stick may be removed."),
    ),
    "bundle_cut_short": Sentence(
        marked("The bundle is cut short: its end is missing."),
        _NOTHING,
        marked("Copy it again from where it was made; wait until the stick may be removed."),
    ),
    "bundle_damaged": Sentence(
        marked("The bundle is damaged: it is not as it was sealed."),
        _NOTHING,
        marked("Copy it again, from another stick if need be; or ask the sender to send once more."),
    ),
    "bundle_foreign": Sentence(
        marked("This bundle was sealed for somebody else."),
        _NOTHING,
        marked("Leave it where it is for whom it is meant, or ask the sender to whom it was addressed."),
    ),
    "bundle_readdressed": Sentence(
        marked("This bundle was meant for another office, and somebody sealed it anew for yours."),
        _NOTHING,
        marked("Do not use it. Tell the sender and your custodian: somebody opened a bundle on its way."),
    ),
    "bundle_forged": Sentence(
        marked("The bundle's signature is not that of the sender it names."),
        _NOTHING,
        marked("Do not use it. Ask the sender, by voice, whether they sent it, and tell your custodian."),
    ),
    "sender_unknown": Sentence(
        marked("Nobody you trust vouches for the sender of this bundle."),
        _NOTHING,
        marked("Ask the sender's office for its introduction, compare the codes by voice, then receive again."),
    ),
    "other_programme": Sentence(
        marked("The sender belongs to another programme than the one pinned for that office."),
        _NOTHING,
        marked("Ask that office, by voice, whether its keys were made anew; if so, exchange introductions again."),
    ),
    "sender_revoked": Sentence(
        marked("The sender of this bundle was removed from the programme."),
        _NOTHING,
        marked("Ask the sender's office to let somebody else send; nothing of its work is lost."),
    ),
    "sender_not_entitled": Sentence(
        marked("The sender's role does not send bundles."),
        _NOTHING,
        marked("Ask the office's coordinator or supervisor to send, or give the sender the duty of courier."),
    ),
    "bundle_too_new": Sentence(
        marked("The bundle was written by a newer version of this program (format {version})."),
        _NOTHING,
        marked("Update this program, then receive again; keep the file until then."),
    ),
    "bundle_too_large": Sentence(
        marked("The file is larger than a bundle may be ({megabytes} MB)."),
        _NOTHING,
        marked("It is no bundle of this program. Delete it, and ask the sender to send once more."),
    ),
    "bundle_bomb": Sentence(
        marked("The bundle unpacks to far more than it may hold, and was stopped."),
        _NOTHING,
        marked("Do not use it. Tell the sender and your custodian: it was made to do harm."),
    ),
    "bundle_id_reused": Sentence(
        marked("A bundle with this number came before, with another content."),
        _NOTHING,
        marked("Do not use it. Ask the sender, by voice, what they sent, and tell your custodian."),
    ),
    "bundle_wrong_kind": Sentence(
        marked("This is a bundle of a kind that is not received here ({kind})."),
        _NOTHING,
        marked("Open it where it belongs, or update this program if its sender has a newer one."),
    ),
}

_PEERS: dict[str, Sentence] = {
    "own_card": Sentence(
        marked("This is your own office's card."),
        _NOTHING,
        marked("Take in the card that the other office wrote, and give them yours."),
    ),
}

_TARGETS: dict[str, Sentence] = {
    "target_missing": Sentence(
        marked("The place for bundles is not there."),
        _KEPT,
        marked("Plug the stick in or connect the share, then try again."),
    ),
    "target_read_only": Sentence(
        marked("The place for bundles can be read, but not written."),
        _KEPT,
        marked("Take the write protection off, or choose another stick or folder."),
    ),
    "target_full": Sentence(
        marked("There is no room left at the place for bundles."),
        _KEPT,
        marked("Free some room or take another stick, then try again."),
    ),
    "target_trouble": Sentence(
        marked("The place for bundles could not be read or written (system error {number})."),
        _KEPT,
        marked("Take another stick or folder; this one may be failing."),
    ),
    "target_unknown": Sentence(
        marked("This program does not know how to reach such a place."),
        _KEPT,
        marked("Name a folder, sftp://user@host/folder, s3://bucket/prefix or davs://user@host/folder."),
    ),
    "file_taken": Sentence(
        marked("A file of that name lies there already."),
        _KEPT,
        marked("Try again: the next bundle gets another name."),
    ),
    "file_gone": Sentence(
        marked("The file was listed, but is not there any more."),
        _NOTHING,
        marked("Look again; somebody may have moved it."),
    ),
    "file_read_back_differs": Sentence(
        marked("What was written came back otherwise: the stick or disk is failing."),
        _KEPT,
        marked("Take another stick. Do not trust this one with anything."),
    ),
}

_SERVERS: dict[str, Sentence] = {
    "target_unencrypted": Sentence(
        marked("The line to such a place is not encrypted, so nothing was sent over it."),
        _KEPT,
        marked("Name an encrypted one: sftp://, davs:// or an S3 endpoint that begins with https://."),
    ),
    "target_unreachable": Sentence(
        marked("The server could not be reached, or the line broke off each time it was tried."),
        _KEPT,
        marked("Look whether there is a network, then try again; what came is kept, and goes on where it broke off."),
    ),
    "address_tells_secret": Sentence(
        marked("There is a password in the address; it was not used."),
        _KEPT,
        marked("Take it out: you are asked for it. Change it at the server, for histories of commands may hold it."),
    ),
    "transport_missing": Sentence(
        marked("What such a place needs is not installed on this computer."),
        _KEPT,
        marked("Ask who keeps this computer to install the extra part {extra} of reintegration-desktop, with pip."),
    ),
    "secret_missing": Sentence(
        marked("The server asks who you are, and there is no password or key to answer with."),
        _KEPT,
        marked("Type the password where you are asked, name a key file, or set up the profile of the service."),
    ),
    "login_refused": Sentence(
        marked("The server does not let you in: it knows no such user with this password or key."),
        _KEPT,
        marked("Type it once more. If it stays, ask who keeps the server; this computer's clock must be right, too."),
    ),
    "key_file_unreadable": Sentence(
        marked("The key to the server could not be opened: another passphrase, or no key file."),
        _KEPT,
        marked("Type its passphrase once more, or name another key file."),
    ),
    "server_unknown": Sentence(
        marked("This server was not introduced yet, so nothing was sent to it."),
        _KEPT,
        marked("Ask who keeps the server, by voice, for its key's fingerprint, and type that when you are asked."),
    ),
    "server_differs": Sentence(
        marked("The fingerprint that you typed is not that of the server which answers."),
        _KEPT,
        marked(
            "Type it once more. If it stays, do not go on: somebody may be standing in between. Tell your custodian."
        ),
    ),
    "server_changed": Sentence(
        marked("The server shows another key than the one that was introduced: it may be somebody else's."),
        _KEPT,
        marked("Do not go on. Ask who keeps it, by voice, whether its key was changed; then say bundle forget-server."),
    ),
    "server_untrusted": Sentence(
        marked("Nobody whom this computer trusts vouches for the server, so nothing was sent to it."),
        _KEPT,
        marked("Look whether the address and this computer's date are right; then ask who keeps the server."),
    ),
}

SENTENCES: dict[str, Sentence] = {**_BUNDLES, **_PEERS, **_TARGETS, **_SERVERS}
