"""What a person reads when sync refuses: what happened, what is safe, what to do."""

from reintegration_desktop.kernel.sentences.sentence import Sentence

SENTENCES: dict[str, Sentence] = {}
