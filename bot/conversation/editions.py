"""The editions of a FAQ, one for each language, and which of them a person is answered from."""

import copy
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.conversation.edition import Edition
from bot.conversation.reply import Situation
from bot.encoder.encoders import Encoders
from bot.faq.model import ENGLISH, Faq
from bot.language.languages import language_of
from bot.language.text import words
from bot.language.tongues import Tongues
from bot.matching.matcher import MAX_QUERY


class Editions:
    """At least the English one, and one for each translation.

    A translation that has no entries is not answered in; its messages tell that to who writes in its language.
    """

    def __init__(self, faqs: Sequence[Faq], encoders: Encoders) -> None:
        names = {faq.language: faq.labels.language for faq in faqs if len(faq.lacking) < len(faq.entries)}
        self._editions = {faq.language: Edition(faq, encoders, names) for faq in faqs}
        self._names = names
        self._tongues = Tongues({code: self._editions[code].lexicon.words for code in names})

    def __iter__(self) -> Iterator[Edition]:
        """The editions, the English one first."""
        return iter(self._editions.values())

    @property
    def english(self) -> Edition:
        return self._editions[ENGLISH]

    def with_code(self, code: str) -> Edition:
        """The edition in a language."""
        return self._editions[code]

    def by_words(self) -> "Editions":
        """The same without the encoders."""
        twin = copy.copy(self)
        twin._editions = {code: each.by_words() for code, each in self._editions.items()}
        return twin

    def build(self) -> None:
        """Makes what the first message in each language would have to wait for."""
        for edition in self:
            _ = edition.matcher, edition.inline

    def warm_up(self, state_dir: Path | None) -> None:
        """Has the encoders read all phrasings."""
        english = self.english.faq.entries
        for edition in self:
            edition.matcher.warm_up(state_dir, english if edition is not self.english else None)

    def named(self, text: str) -> Edition | None:
        """The edition whose language a text names: "es", "Español"."""
        wanted = text.strip().casefold()
        return next(
            (self._editions[code] for code, name in self._names.items() if wanted in (code, name.casefold())), None
        )

    def of(self, situation: Situation) -> Edition:
        """The edition for who has written nothing that tells a language: as chosen, as last, or as their phone is."""
        return self._first(situation.chosen, situation.last, situation.language)

    def refusing(self, message: str, situation: Situation) -> Edition:
        """The edition that tells somebody that their language is none of these, best in that language."""
        return self._first(
            language_of(words(message[:MAX_QUERY])), situation.chosen, situation.last, situation.language
        )

    def heard(self, message: str) -> tuple[str, ...]:
        """The languages that a message is in, by its words, the likeliest first; none where they tell nothing."""
        return self._tongues.heard(message[:MAX_QUERY]) if len(self._names) > 1 else ()

    def speaking(self, heard: Sequence[str], situation: Situation) -> Edition:
        """The edition that a message in some languages is answered from."""
        return self._first(situation.chosen, *heard[:1], situation.last, situation.language)

    def reading(self, heard: Sequence[str], situation: Situation) -> list[Edition]:
        """The editions by whose words a message is read: more than one where it mixes languages, and not in English."""
        if heard and heard[0] == ENGLISH:
            return [self.english]
        return [self._editions[code] for code in heard] or [self.of(situation)]

    def _first(self, *languages: str | None) -> Edition:
        codes = ((language or "").casefold().replace("_", "-").split("-")[0] for language in languages)
        return next((self._editions[code] for code in codes if code in self._editions), self.english)
