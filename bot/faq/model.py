"""What a FAQ is, once its file has been read and found in order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from bot.faq.fingerprint import fingerprint
from bot.faq.hours import Hours
from bot.faq.texts import Commands, Disclaimer, Labels, Messages, Profile, SafetyTexts, StaffTexts

ENGLISH = "en"
# What stands after "source" where an answer rests on the pharmacist, who has signed it.
PHARMACIST = "pharmacist"


@dataclass(frozen=True)
class Pharmacy:
    """Who stands behind the answers; what is not known is None and is never shown."""

    name: Annotated[str, "The pharmacy's name."]
    phone: Annotated[str, "The phone number that people can call."]
    address: Annotated[tuple[str, ...], "The address, one line an item."]
    pharmacist: Annotated[str, "The pharmacist who leads the pharmacy."]
    serves: Annotated[str, "The places that the pharmacy serves."]
    website: Annotated[str | None, "The address of the website. null means it is not known, and the line is left out."]
    email: Annotated[str | None, "The e-mail address. null means it is not known, and the line is left out."]
    hours: Annotated[
        Hours | None,
        'A line for each day or days, such as "Monday to Friday:" and then 9 am to 6 pm. Days that differ stand there '
        'too: "Dec 25:" or "federal holidays:" and then closed. null means they are not known.',
    ]
    timezone: Annotated[str, "Where the pharmacy's clock goes, such as America/Los_Angeles."]


@dataclass(frozen=True)
class Article:
    """A source of answers."""

    id: Annotated[str, 'A short name for the article. Entries name it after "source".']
    title: Annotated[str, "The article's title, as people read it under an answer."]
    publisher: Annotated[str | None, "Who published it. null means it is not known."]
    figures: Annotated[
        tuple[str, ...],
        'Each number in the article with its unit, such as "5 mg" or "12 patients". '
        "No other number may stand in an answer from articles.",
    ] = ()
    line: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True)
class Subject:
    """Words for what the answers are about, and for what people mistake it for or take beside it."""

    ours: Annotated[tuple[str, ...], "Words for what the answers are about."]
    others: Annotated[tuple[str, ...], "The first words of groups of synonyms that are about something else."]
    medicines: Annotated[
        str | None, "The first word of the group of other medicines: one that no group names is read as one of them."
    ] = None


@dataclass(frozen=True)
class Review:
    """The pharmacist who has read an answer, and the day; None until then. `of` names the wording that was read."""

    by: Annotated[str | None, "The pharmacist's name. null until the answer has been read."] = None
    on: Annotated[
        str | None, "The date, as year-month-day, such as 2026-01-31. null until the answer has been read."
    ] = None
    of: Annotated[str | None, "What was read, by its fingerprint. The bot writes it."] = None

    @property
    def is_done(self) -> bool:
        return bool(self.by and self.on)


@dataclass(frozen=True)
class Place:
    """Where a text stands: the line on which it begins, and whether each of its lines is one of the file's."""

    line: int = 1
    is_block: bool = False

    def line_at(self, below: int) -> int:
        """The line of the file on which a line of the text stands, so many below its first."""
        return self.line + below if self.is_block else self.line


@dataclass(frozen=True)
class Lines:
    """Where the parts of an entry stand in the file."""

    entry: int = 1
    answer: int = 1
    ask: tuple[int, ...] = ()
    texts: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One question with its answer, and the other ways in which people ask it.

    `answer_with_hours` takes the place of `answer` once the pharmacy's hours are known. A draft is shown to nobody,
    nor is what rests on a pharmacist who has not signed it.
    `translates` is the fingerprint of the English answer that a translation was made from.
    """

    id: Annotated[
        str, "A short name, of letters, digits and hyphens. Never change it later, as buttons and links use it."
    ]
    question: Annotated[str, "The question as buttons show it. At most 64 characters."]
    ask: Annotated[tuple[str, ...], "Ten or more other ways people ask it, one a line."]
    answer: Annotated[
        str,
        "The answer, in 40 to 110 plain words. "
        'A blank line starts a paragraph, "- " a list, *this* is bold and _this_ slanted.',
    ]
    answer_with_hours: Annotated[
        str | None, "Takes the place of the answer once the pharmacy's hours are known. It may also hold {hours}."
    ] = None
    needs: Annotated[tuple[str, ...], "Words of which one should be in the question."] = ()
    source: Annotated[
        tuple[str, ...],
        "The ids of the articles that the answer comes from. "
        '"pharmacist" stands for your pharmacist: nobody sees such an answer until it is signed after "reviewed".',
    ] = ()
    related: Annotated[tuple[str, ...], "The ids of other entries, for the buttons under the answer."] = ()
    referral: Annotated[bool, "yes, where no article covers the question and the answer says to ask the pharmacy."] = (
        False
    )
    small_talk: Annotated[bool, "yes, where the answer is about no medicine, such as a greeting."] = False
    draft: Annotated[
        bool, "yes, while the entry waits. It is checked, but nobody sees it until this line is taken out."
    ] = False
    reviewed: Annotated[Review, "The pharmacist who has read the answer, and when. Both null until then."] = Review()
    lines: Lines = field(default_factory=Lines, compare=False, repr=False)
    translates: str | None = field(default=None, compare=False)

    @property
    def phrasings(self) -> tuple[str, ...]:
        """Every way to ask it, the question itself first."""
        return (self.question, *self.ask)

    @property
    def is_the_pharmacists(self) -> bool:
        """Whether it rests on what the pharmacist knows, and not on articles alone."""
        return PHARMACIST in self.source

    @property
    def is_unsigned(self) -> bool:
        """Whether it rests on a pharmacist who has not signed these words."""
        return self.is_the_pharmacists and not self.is_reviewed

    @property
    def is_draft(self) -> bool:
        """Whether it is shown to nobody."""
        return self.draft or self.is_unsigned

    @property
    def fingerprint(self) -> str:
        """A name for what a review vouches for: the question and its answer."""
        return fingerprint("\n".join((self.question, self.answer, self.answer_with_hours or "")))

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than what was reviewed, as far as that is known."""
        return self.reviewed.is_done and self.reviewed.of not in (None, self.fingerprint)

    @property
    def is_reviewed(self) -> bool:
        """Whether a pharmacist has read it as it stands."""
        return self.reviewed.is_done and not self.is_changed


@dataclass(frozen=True)
class Topic:
    """Entries that belong together."""

    id: Annotated[str, "A short name for the topic, of letters, digits and hyphens. Never change it later."]
    title: Annotated[str, "The topic's name, as people read it."]
    entries: Annotated[tuple[Entry, ...], "The questions of the topic with their answers."]
    line: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Faq:
    """Everything the bot can say in one language.

    Of a translation, `lacking` are the ids of entries that stand in English still.
    """

    pharmacy: Annotated[
        Pharmacy,
        "Who stands behind the answers. "
        "The data stands in for {name}, {phone}, {address} and {pharmacist} in the texts.",
    ]
    disclaimer: Disclaimer = field(default_factory=Disclaimer)
    articles: Annotated[tuple[Article, ...], "The articles that the answers come from."]
    messages: Messages = field(default_factory=Messages)
    labels: Labels = field(default_factory=Labels)
    profile: Profile = field(default_factory=Profile)
    commands: Commands = field(default_factory=Commands)
    staff: StaffTexts = field(default_factory=StaffTexts)
    safety: SafetyTexts = field(default_factory=SafetyTexts)
    subject: Annotated[Subject, "Words for what the answers are about, and for what people mistake it for."]
    synonyms: Annotated[
        tuple[tuple[str, ...], ...],
        "Groups of words that mean the same, one group a line. The first word stands for all.",
    ]
    topics: Annotated[tuple[Topic, ...], "The questions and answers, by topic."]
    language: str = field(default=ENGLISH, compare=False)
    lacking: frozenset[str] = field(default=frozenset(), compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)

    def place(self, name: str) -> Place:
        """Where a text outside of the entries stands, such as "messages.welcome"; line 1 where it is left out."""
        return self.places.get(name, Place())

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """All entries by id, in the file's order."""
        return {entry.id: entry for topic in self.topics for entry in topic.entries}

    @cached_property
    def articles_by_id(self) -> Mapping[str, Article]:
        return {article.id: article for article in self.articles}
