"""What a person reads when forms refuses: what happened, what is safe, what to do."""

from reintegration_desktop.kernel.sentences.sentence import Sentence
from reintegration_desktop.kernel.words import marked

SENTENCES: dict[str, Sentence] = {
    "dictionary_problem": Sentence(
        marked("The list of questions has a fault in {file}, at {field}: {trouble}"),
        marked("No case was opened or changed."),
        marked("{cure} If you did not change the questions yourself, install the program again."),
    ),
    "bad_answer": Sentence(
        marked("The answer to {key} has another shape than its question asks ({expected})."),
        marked("No case was changed."),
        marked("Write the answer as the question asks it, and try again."),
    ),
    "case_unreadable": Sentence(
        marked("Some answers in the file do not fit the questions ({count})."),
        marked("No case was added or changed."),
        marked("Put right what is listed: each line names the question and what was expected."),
    ),
    "document_broken": Sentence(
        marked("A record opened, but what lies in it is not an entry of this program."),
        marked("It was left as it is; the other records can be read."),
        marked("Run the check of the vault, and restore the record from a backup or from headquarters."),
    ),
}
