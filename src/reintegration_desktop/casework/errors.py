"""Refusals of the work."""

from reintegration_desktop.forms.check import Problem
from reintegration_desktop.kernel.errors import Refusal


class FormHasProblems(Refusal):
    """Answers break a constraint; every one found is in ``problems``."""

    code = "form_has_problems"

    def __init__(self, problems: tuple[Problem, ...], form: str) -> None:
        self.problems = problems
        super().__init__(count=len(problems), form=form)


class ConsentMissing(Refusal):
    """A referral goes to a service that they did not agree to tell, or with answers that it is not to have."""

    code = "consent_missing"


class PhotographNotAgreed(Refusal):
    """A photograph of the young person without a yes to photographs."""

    code = "photograph_not_agreed"


class FileTooLarge(Refusal):
    """A file beyond the limit; facts ``megabytes`` and ``most``."""

    code = "file_too_large"


class FileEmpty(Refusal):
    """A file without content."""

    code = "file_empty"


class FileNotRead(Refusal):
    """A file that is to be added cannot be read: gone, a folder, on a stick that was pulled, or not ours to read."""

    code = "file_not_read"


class FileTypeRefused(Refusal):
    """By its content a file is none of those that a case holds."""

    code = "file_type_refused"


class PictureTypeRefused(Refusal):
    """A picture of a kind that cannot be cleaned of its hidden data here."""

    code = "picture_type_refused"


class VideoRefused(Refusal):
    """A film: faces, voices and places in one, and too large to keep safe."""

    code = "video_refused"


class PictureDamaged(Refusal):
    """A picture that is cut short or broken."""

    code = "picture_damaged"


class PictureTooLarge(Refusal):
    """A picture with more points than can be opened safely; fact ``most``, in millions."""

    code = "picture_too_large"


class TooLargeToShow(Refusal):
    """A file beyond what is shown at once; fact ``most``, in megabytes."""

    code = "too_large_to_show"


class PurposeMissing(Refusal):
    """A copy leaves the vault only with a reason."""

    code = "purpose_missing"


class NotPermitted(Refusal):
    """The role does not do this."""

    code = "not_permitted"


class CaseFrozen(Refusal):
    """Consent to case management was taken back, or the case is elsewhere; it can be read and not changed."""

    code = "case_frozen"


class CaseUnknown(Refusal):
    """No case here has this code."""

    code = "case_unknown"


class RecordUnknown(Refusal):
    """The case has no such row."""

    code = "record_unknown"


class ReasonNeeded(Refusal):
    """What is logged with its reason is done only after one was typed."""

    code = "reason_needed"


class StepNotReady(Refusal):
    """A stage's conditions are not met; ``missing`` are theirs in words, and the screen lists them."""

    code = "step_not_ready"

    def __init__(self, missing: tuple[str, ...], stage: str) -> None:
        self.missing = missing
        super().__init__(stage=stage, count=len(missing), missing="; ".join(missing))


class WrittenByProgram(Refusal):
    """Status, caseworker, office and approvals are written by verbs of the work, never by hand."""

    code = "written_by_program"


class RecordChanged(Refusal):
    """What is to be approved has changed since somebody asked."""

    code = "record_changed"


class WorkerUnknown(Refusal):
    """Nobody of this programme is known by this id."""

    code = "worker_unknown"


class NothingToTakeBack(Refusal):
    """The last step of the case was not this person's, or cannot be taken back."""

    code = "nothing_to_take_back"


class ImportUnreadable(Refusal):
    """A file of cases could not be read as what its name says."""

    code = "import_unreadable"


class MapUnreadable(Refusal):
    """A map from a file's columns to questions could not be read."""

    code = "map_unreadable"


class FiguresMissing(Refusal):
    """No figures have been counted for this period yet."""

    code = "figures_missing"


class OfficeSilent(Refusal):
    """Headquarters lacks what an office released; names the office."""

    code = "office_silent"


class NoDatabase(Refusal):
    """Somebody whose role never opens the case database asked for what lies in it."""

    code = "no_database"


class ChoiceMissing(Refusal):
    """One of several answers was to be chosen, and was not, or it is no longer among them."""

    code = "choice_missing"


class AskedByOneself(Refusal):
    """Whoever asks for an approval, or closes a case, does not approve it."""

    code = "asked_by_oneself"


class AlreadyAsked(Refusal):
    """Approval was asked for before, and nobody has answered yet."""

    code = "already_asked"


class NothingAsked(Refusal):
    """No approval was asked for here."""

    code = "nothing_asked"


class CommentNeeded(Refusal):
    """What is sent back is sent back with a comment."""

    code = "comment_needed"


class FiguresForged(Refusal):
    """A file of counts isn't signed by anybody who is certified here."""

    code = "figures_forged"


class OrderUnknown(Refusal):
    """No such order to erase lies here."""

    code = "order_unknown"


class DeviceUnknown(Refusal):
    """No computer of this office that was ever heard of, or the one that is used right now."""

    code = "device_unknown"


class OrderOver(Refusal):
    """An order to erase that is whole, taken back, lapsed or carried out already."""

    code = "order_over"


class OrderedAlready(Refusal):
    """One of the files is named in an order that goes on."""

    code = "ordered_already"


class KeptLonger(Refusal):
    """The time for which a file is kept is not over, and the child did not ask."""

    code = "kept_longer"


class SecondNotFit(Refusal):
    """Who signed already, or let the first person in, or was let in by them, can't be the second."""

    code = "second_not_fit"


class UnderLegalHold(Refusal):
    """A court or a complaint asks us to keep a file."""

    code = "under_legal_hold"


class BinNotReady(Refusal):
    """Nothing has lain in the bin for so many ``days``."""

    code = "bin_not_ready"


class CodeNotTyped(Refusal):
    """What was typed is not the code of the case."""

    code = "code_not_typed"


class TransferNotAgreed(Refusal):
    """A case is handed over without the young person's yes."""

    code = "transfer_not_agreed"


class OfferStands(Refusal):
    """A case is on its way to another office already."""

    code = "offer_stands"


class NothingOffered(Refusal):
    """No offer of this case waits for this answer: it was taken back, overruled, answered, or headquarters decides."""

    code = "nothing_offered"


class OfficeUnknown(Refusal):
    """No office of this name can take cases: its card was not taken in."""

    code = "office_unknown"


class NothingTicked(Refusal):
    """A packet without a single answer."""

    code = "nothing_ticked"


class ProviderKeyWrong(Refusal):
    """What was given as a provider's key is none."""

    code = "provider_key_wrong"


class AnswerNotRead(Refusal):
    """A provider's answer opens with none of a case's packets, or says nothing that is known."""

    code = "answer_not_read"


class AnswerTooLate(Refusal):
    """A provider's answer does not follow on what stands in the referral: it ended, or was answered otherwise."""

    code = "answer_too_late"


class SameCase(Refusal):
    """A file is joined with itself, or with one that it is joined with already."""

    code = "same_case"


class InquiryNotAgreed(Refusal):
    """Another office is asked about, or told of, somebody who agreed neither to sharing nor to being traced."""

    code = "inquiry_not_agreed"


class HiddenNotDecided(Refusal):
    """A young person whose name is hidden is told of without a decision of somebody of their ring."""

    code = "hidden_not_decided"


class InquiryStands(Refusal):
    """The same office was asked about the same young person, and the question still stands."""

    code = "inquiry_stands"


class InquiryOver(Refusal):
    """A question that was answered, taken back, has ended, or was emptied."""

    code = "inquiry_over"


class TooManyInquiries(Refusal):
    """An office was asked as much as another may ask it: ``most`` questions in ``days`` days."""

    code = "too_many_inquiries"


class RulesFromHeadquarters(Refusal):
    """Numbers that headquarters issued are changed in an office; fact ``number``."""

    code = "rules_from_headquarters"


class RulesUnchanged(Refusal):
    """Rules that say what those in force say already."""

    code = "rules_unchanged"


class RulesOver(Refusal):
    """Rules that nobody can sign any more: signed by two, expired, or replaced."""

    code = "rules_over"


class TracingNotAgreed(Refusal):
    """A child is opened to the tracing desk without consent to tracing, or without the wish to be traced."""

    code = "tracing_not_agreed"


class DeskUnknown(Refusal):
    """Nobody of this id belongs to a tracing desk, as far as is known here."""

    code = "desk_unknown"


class GrantOver(Refusal):
    """A grant that ended, or was taken back."""

    code = "grant_over"


class CasesDisputed(Refusal):
    """Cases were offered to two offices at once, and wait for headquarters; fact ``count``."""

    code = "cases_disputed"
