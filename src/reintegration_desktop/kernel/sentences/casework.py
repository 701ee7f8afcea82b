"""What a person reads when the work itself refuses: what happened, what is safe, what to do."""

from reintegration_desktop.kernel.sentences.sentence import Sentence
from reintegration_desktop.kernel.words import marked

_NOT_ADDED = marked("Nothing was added to the case; the file itself was left as it is.")
_KEPT = marked("What you typed is kept as a draft; nothing was changed in the case.")

SENTENCES: dict[str, Sentence] = {
    "form_has_problems": Sentence(
        marked("Some answers do not fit what the form expects ({count})."),
        _KEPT,
        marked("Go to the marked questions: under each one stands what was expected."),
    ),
    "consent_missing": Sentence(
        marked("They did not agree that this service is told, or it would be told more than they agreed to."),
        _KEPT,
        marked("Talk about sharing first and record the answer under What they agree to, or leave it a draft."),
    ),
    "transfer_not_agreed": Sentence(
        marked("They did not agree that another office takes over."),
        marked("Nothing was handed over; the case stays with you."),
        marked("Talk about it with them: where it goes, who will be there, what is told. Then hand it over."),
    ),
    "office_unknown": Sentence(
        marked("No office of this name is known here that can take cases."),
        marked("Nothing was handed over; the case stays with you."),
        marked("Take in its card first, and have its code read to you; then hand the case over."),
    ),
    "nothing_ticked": Sentence(
        marked("No answer is ticked: the packet would be empty."),
        marked("Nothing was sealed, and nothing left."),
        marked("Tick what this service needs to know, and read it out to them first."),
    ),
    "provider_key_wrong": Sentence(
        marked("This is no age key: it begins with age1 and goes on with letters and digits."),
        marked("Nothing was sealed, and nothing left."),
        marked("Have the provider send it again, or seal the packet to five words and tell them by voice."),
    ),
    "answer_not_read": Sentence(
        marked("This file is no answer to a packet of this case, or nothing can be read in it."),
        marked("Nothing was changed in the case; the file was left as it is."),
        marked("Look whether it belongs to another case, or ask the provider by voice and write it into the referral."),
    ),
    "answer_too_late": Sentence(
        marked("The referral has ended, or was answered otherwise already."),
        marked("Nothing was changed in the case."),
        marked("Speak with the provider, and write down what is true of it in the referral."),
    ),
    "same_case": Sentence(
        marked("This is the same file, or one that is shown with it already."),
        marked("Nothing was changed."),
        marked("Give the code of the other file of this young person."),
    ),
    "cases_disputed": Sentence(
        marked("Cases were offered to two offices at once ({count})."),
        marked("Each stays where it is until you decide, and the work on it goes on there."),
        marked("Speak with both offices, then decide which handover counts."),
    ),
    "offer_stands": Sentence(
        marked("This case is on its way to another office already."),
        marked("That offer stands as it is; nothing was changed."),
        marked("Wait for the answer, or take the offer back first. Where two were made, headquarters decides."),
    ),
    "nothing_offered": Sentence(
        marked("Nothing of this case waits for this answer any more."),
        marked("Nothing was changed here."),
        marked("It may have been taken back, answered on another computer, or headquarters decides: look again."),
    ),
    "photograph_not_agreed": Sentence(
        marked("There is no yes to photographs, so a photograph of them cannot be kept."),
        _NOT_ADDED,
        marked("Ask first, and record the answer under What they agree to. Then add it again."),
    ),
    "file_too_large": Sentence(
        marked("This file is too large: {megabytes} MB. A case takes files of up to {most} MB."),
        _NOT_ADDED,
        marked("Make a smaller copy - fewer pages, a shorter recording - and add that."),
    ),
    "file_empty": Sentence(
        marked("This file is empty."),
        _NOT_ADDED,
        marked("It may have been copied in part: copy it again, and add it then."),
    ),
    "file_not_read": Sentence(
        marked("This file could not be read."),
        _NOT_ADDED,
        marked("Look whether the stick or card is still in, and whether the file opens elsewhere; then add it again."),
    ),
    "file_type_refused": Sentence(
        marked("By what is in it, this is no kind of file that a case takes, whatever its name says."),
        _NOT_ADDED,
        marked(
            "A case takes pictures (JPEG, PNG, WebP), PDF, Word, Excel and OpenDocument files, plain text and sound."
        ),
    ),
    "picture_type_refused": Sentence(
        marked("Hidden data, such as the place, cannot be taken out of a picture of this kind here."),
        _NOT_ADDED,
        marked("Save it as JPEG or PNG on the telephone or computer that it comes from, and add that."),
    ),
    "video_refused": Sentence(
        marked("A film is not kept in a case: it shows faces, voices and places at once."),
        _NOT_ADDED,
        marked("Write down what it shows. If it is needed as evidence, ask the supervisor who may keep it, and how."),
    ),
    "picture_damaged": Sentence(
        marked("This picture is broken or was copied in part."),
        _NOT_ADDED,
        marked("Copy it again from where it comes from, and add it then."),
    ),
    "picture_too_large": Sentence(
        marked("This picture has too many points to be opened safely; {most} million is the most."),
        _NOT_ADDED,
        marked("Make a smaller copy of it, and add that."),
    ),
    "too_large_to_show": Sentence(
        marked("This file is too large to be shown here; {most} MB is the most."),
        marked("It lies sealed in the vault as before."),
        marked("Save a copy out if you need to read it, and delete the copy afterwards."),
    ),
    "purpose_missing": Sentence(
        marked("Nothing says yet why a copy should leave the vault."),
        marked("No copy was made."),
        marked("Write in a few words what it is needed for. The reason is written down with the copy."),
    ),
    "not_permitted": Sentence(
        marked("Your role does not do this."),
        marked("Nothing was changed."),
        marked("Ask the supervisor of your office."),
    ),
    "case_frozen": Sentence(
        marked("This file can be read, but not changed: consent was taken back, or another office has it now."),
        _KEPT,
        marked("Record a new consent, or ask the supervisor."),
    ),
    "case_unknown": Sentence(
        marked("No case with this code lies here."),
        marked("Nothing was changed."),
        marked("Check the code: six characters, a hyphen, one more. The case may lie in another office."),
    ),
    "record_unknown": Sentence(
        marked("The file has no such entry."),
        marked("Nothing was changed."),
        marked("Open the case again and choose the entry from its list."),
    ),
    "reason_needed": Sentence(
        marked("This is done, or opened, only after a reason was written."),
        marked("Nothing was shown, and nothing was changed."),
        marked("Write in a few words why. It is logged with the reason and your name."),
    ),
    "step_not_ready": Sentence(
        marked("Something is missing before the case can move on: {missing}."),
        marked("The case stays where it is."),
        marked("Complete what is missing, then take the step again."),
    ),
    "written_by_program": Sentence(
        marked("Status, caseworker, office and approvals are not typed: each changes by its own step."),
        _KEPT,
        marked("Take the step: ask for approval, close, open again, give it to somebody else, hand over."),
    ),
    "record_changed": Sentence(
        marked("It was changed after approval was asked for, so that the question no longer fits."),
        marked("Nothing was approved; both versions are in the history."),
        marked("Let the caseworker look it through and ask again."),
    ),
    "worker_unknown": Sentence(
        marked("Nobody of this programme is known by that name here."),
        marked("The case stays with whom it is."),
        marked("Choose somebody from the list; a new colleague is let in first."),
    ),
    "nothing_to_take_back": Sentence(
        marked("The last step of this case cannot be taken back by you."),
        marked("Nothing was changed."),
        marked("Open the case again and look at its history: somebody has gone on meanwhile."),
    ),
    "import_unreadable": Sentence(
        marked("The file could not be read as cases; the trouble begins at line {line}."),
        marked("No case was added or changed."),
        marked("Check that it was saved whole, as JSON lines, as CSV in UTF-8 or as .xlsx, and try again."),
    ),
    "map_unreadable": Sentence(
        marked("The map of columns could not be read."),
        marked("No case was added or changed."),
        marked("Write it as TOML with the tables columns, values and always, as in the manual under case import."),
    ),
    "figures_missing": Sentence(
        marked("There are no figures for this period yet."),
        marked("Nothing was written."),
        marked("Ask a caseworker or supervisor to refresh the figures, then open the report again."),
    ),
    "office_silent": Sentence(
        marked("What {office} released so far isn't here: a report of all offices can't be proved without it."),
        marked("Nothing was written and nothing has left."),
        marked("Ask {office} to count its figures anew and to send a bundle, then open the report again."),
    ),
    "no_database": Sentence(
        marked("Your role works with figures; no case can be opened with your keys."),
        marked("Nothing was opened or changed."),
        marked("Ask a caseworker or supervisor for what you need, or open the reports."),
    ),
    "choice_missing": Sentence(
        marked("An answer was not chosen, somebody has decided meanwhile, or another answer has come."),
        marked("All answers are kept."),
        marked("Open the question again under Today."),
    ),
    "asked_by_oneself": Sentence(
        marked("Whoever asked does not approve."),
        marked("Nothing was changed."),
        marked("Another supervisor of your office decides."),
    ),
    "already_asked": Sentence(
        marked("Approval was asked for already."),
        marked("Nothing was changed."),
        marked("It waits under a supervisor's Today."),
    ),
    "nothing_asked": Sentence(
        marked("No approval was asked for here, or somebody has decided meanwhile."),
        marked("Nothing was changed."),
        marked("Open the case again: its state stands in its head."),
    ),
    "comment_needed": Sentence(
        marked("Nothing says yet why it goes back."),
        marked("Nothing was changed."),
        marked("Write in a few words what should change."),
    ),
    "figures_forged": Sentence(
        marked("A file of figures is not signed by anybody who is certified here."),
        marked("It was not used; nothing else was changed."),
        marked("Ask the office that counted to refresh its figures, and have them sent again."),
    ),
    "order_unknown": Sentence(
        marked("No such order to erase lies here."),
        marked("Nothing was changed."),
        marked("Look at the list of erasures again: it may have come to another computer first."),
    ),
    "device_unknown": Sentence(
        marked("This is not a computer of your office that was heard of, or it is the one you are using."),
        marked("Nothing was changed."),
        marked("Each office gives up its own computers: ask a supervisor of the office that it belongs to."),
    ),
    "order_over": Sentence(
        marked("This order can't be signed or taken back any more."),
        marked("Nothing was changed."),
        marked("The page of erasures says how it stands. Where files are still to be erased, order it anew."),
    ),
    "ordered_already": Sentence(
        marked("An order to erase names this file already."),
        marked("Nothing was changed."),
        marked("Look at the page of erasures: a second person signs it there, or it is taken back."),
    ),
    "kept_longer": Sentence(
        marked("The time for which this file is kept is not over yet."),
        marked("Nothing was changed."),
        marked("Wait for the day on the page of the case. If the young person asked for it, say so in the order."),
    ),
    "numbers_unchanged": Sentence(
        marked("These numbers are already in force."),
        marked("Nothing was changed."),
        marked("Change a number first."),
    ),
    "numbers_over": Sentence(
        marked("These numbers do not wait for your signature: they are signed or too old, or it is not yours to give."),
        marked("Nothing was changed."),
        marked("Look at the numbers in force in Settings, Policy; who wants others brings them anew."),
    ),
    "second_not_fit": Sentence(
        marked("You can't be the second person for this order."),
        marked("Nothing was changed."),
        marked("Ask somebody who neither signed it, nor let the first person in, nor was let in by them."),
    ),
    "under_legal_hold": Sentence(
        marked("A court or a complaint asks us to keep this file."),
        marked("Nothing was changed."),
        marked("A supervisor ends the hold first, with a reason, from the menu of the case."),
    ),
    "bin_not_ready": Sentence(
        marked("Nothing has lain in this bin for {days} days yet."),
        marked("Everything in it can still be brought back."),
        marked("Come back once it has: until then others may need it."),
    ),
    "code_not_typed": Sentence(
        marked("What you typed is not the code of this case."),
        marked("Nothing was destroyed."),
        marked("Type the code as it stands at the head of the page."),
    ),
    "inquiry_not_agreed": Sentence(
        marked(
            "They agreed neither to sharing nor to being traced: no other office is asked about them or told of them."
        ),
        marked("Nothing was told."),
        marked("Talk about it with them. Another office's question is answered: there is nobody you can tell of."),
    ),
    "hidden_not_decided": Sentence(
        marked("The name of this young person is hidden."),
        marked("Nothing was told."),
        marked("If you who may open it decide that another office is told, say so with the tick."),
    ),
    "inquiry_stands": Sentence(
        marked("This office was asked about this young person already."),
        marked("Nothing was told again."),
        marked("Look at the questions to other offices: the answer stands there, or the question can be taken back."),
    ),
    "inquiry_over": Sentence(
        marked("This question was answered, taken back, or has ended."),
        marked("Nothing was told."),
        marked("Look at the list of questions again. If it still matters, the other office asks anew."),
    ),
    "too_many_inquiries": Sentence(
        marked("This office was asked {most} times in {days} days, and no office is asked more than that."),
        marked("Nothing was told."),
        marked("Wait until the oldest question is {days} days old, or telephone their supervisor."),
    ),
    "rules_from_headquarters": Sentence(
        marked("These numbers came from headquarters, with rules number {number}, and count for every office."),
        marked("Nothing was changed."),
        marked("Ask headquarters to issue other rules. Lists and places can still be added to here."),
    ),
    "rules_unchanged": Sentence(
        marked("The rules in force say exactly this already."),
        marked("Nothing was issued."),
        marked("Change lists, places or numbers first, then issue them."),
    ),
    "rules_over": Sentence(
        marked(
            "These rules can't be signed any more: two have signed, their time is over, or newer ones replaced them."
        ),
        marked("Nothing was signed."),
        marked("Look at the rules for all offices again."),
    ),
    "tracing_not_agreed": Sentence(
        marked("They did not agree to being traced, or don't wish it."),
        marked("Nothing was opened to the tracing desk."),
        marked("Talk about it with them, and write down what they say under consent and tracing."),
    ),
    "desk_unknown": Sentence(
        marked("Nobody of a tracing desk is known here by this name."),
        marked("Nothing was opened."),
        marked("Receive a bundle from headquarters first: it brings who belongs to its tracing desk."),
    ),
    "grant_over": Sentence(
        marked("This has ended already, or was taken back."),
        marked("Nothing was changed."),
        marked("Open the page again to see how it stands."),
    ),
}
