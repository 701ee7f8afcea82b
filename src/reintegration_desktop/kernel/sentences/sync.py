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
        marked("Name a folder."),
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

SENTENCES: dict[str, Sentence] = {**_BUNDLES, **_PEERS, **_TARGETS}
