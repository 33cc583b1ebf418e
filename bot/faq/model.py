"""What a FAQ is, once its file has been read and found in order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.faq.hours import Hours
from bot.faq.texts import Commands, Disclaimer, Labels, Messages, Profile, SafetyTexts, StaffTexts


@dataclass(frozen=True)
class Pharmacy:
    """Who stands behind the answers; what is not known is None and is never shown."""

    name: str
    phone: str
    address: tuple[str, ...]
    pharmacist: str
    serves: str
    website: str | None
    email: str | None
    hours: Hours | None
    timezone: str


@dataclass(frozen=True)
class Article:
    """A source of answers."""

    id: str
    title: str
    publisher: str | None
    line: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True)
class Subject:
    """Words for what the answers are about, and for what people mistake it for or take beside it."""

    ours: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class Review:
    """The pharmacist who has read an answer, and the day; None until then."""

    by: str | None = None
    on: str | None = None

    @property
    def is_done(self) -> bool:
        return bool(self.by and self.on)


@dataclass(frozen=True)
class Lines:
    """Where the parts of an entry stand in the file."""

    entry: int = 1
    answer: int = 1
    ask: tuple[int, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One question with its answer, and the other ways in which people ask it.

    `answer_with_hours` takes the place of `answer` once the pharmacy's hours are known. A draft is shown to nobody.
    """

    id: str
    question: str
    ask: tuple[str, ...]
    answer: str
    answer_with_hours: str | None = None
    needs: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    referral: bool = False
    small_talk: bool = False
    draft: bool = False
    reviewed: Review = Review()
    lines: Lines = field(default=Lines(), compare=False, repr=False)

    @property
    def phrasings(self) -> tuple[str, ...]:
        """Every way to ask it, the question itself first."""
        return (self.question, *self.ask)


@dataclass(frozen=True)
class Topic:
    """Entries that belong together."""

    id: str
    title: str
    entries: tuple[Entry, ...]
    line: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True)
class Faq:
    """Everything the bot can say; `translations` has messages in other languages, by code and key."""

    pharmacy: Pharmacy
    disclaimer: Disclaimer
    articles: tuple[Article, ...]
    messages: Messages
    labels: Labels
    profile: Profile
    commands: Commands
    staff: StaffTexts
    safety: SafetyTexts
    subject: Subject
    synonyms: tuple[tuple[str, ...], ...]
    topics: tuple[Topic, ...]
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def message(self, name: str, languages: Iterable[str | None] = ()) -> str:
        """A message in the first of some languages that has it ("es-MX" or else "es"), or in English."""
        for language in languages:
            code = (language or "").casefold().replace("_", "-")
            for spelling in (code, code.split("-")[0]):
                if name in self.translations.get(spelling, {}):
                    return self.translations[spelling][name]
        english: str = getattr(self.messages, name)
        return english

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """All entries by id, in the file's order."""
        return {entry.id: entry for topic in self.topics for entry in topic.entries}

    @cached_property
    def articles_by_id(self) -> Mapping[str, Article]:
        return {article.id: article for article in self.articles}
