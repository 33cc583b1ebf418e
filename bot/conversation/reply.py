"""One reply: its text, its buttons and what they ask for, and the situation that it depends on."""

from dataclasses import dataclass, field

from bot.language.markup import plain


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """Pressing the button asks for an entry."""

    id: str


@dataclass(frozen=True, slots=True)
class OpenTopic:
    """Pressing the button asks for the questions of a topic, one page of them."""

    id: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class OpenTopics:
    """Pressing the button asks for the list of topics, one page of it."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class NoneOfThese:
    """Pressing the button says that no suggestion was right."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Pressing the button says whether an entry's answer helped."""

    id: str
    helped: bool


@dataclass(frozen=True, slots=True)
class CopyText:
    """Pressing the button copies a text, and the bot hears nothing of it."""

    text: str


@dataclass(frozen=True, slots=True)
class OpenLink:
    """Pressing the button opens an address, and the bot hears nothing of it."""

    url: str


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Pressing the button goes on with a piece of work of the staff: what to do, with which of its choices."""

    verb: str
    work: int
    choice: int = 0


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Pressing the button chooses a language for a while."""

    code: str


# What a button asks of the bot, and what it does by itself.
Action = OpenEntry | OpenTopic | OpenTopics | NoneOfThese | Judge | SetLanguage | AtDesk
OnDevice = CopyText | OpenLink


@dataclass(frozen=True, slots=True)
class Card:
    """Name and phone number, to be saved among one's contacts."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Situation:
    """What a reply depends on besides the question, as far as it is known.

    `minute` is that of the week at the pharmacy, `language` the code of the person's language ("es-MX"), `after` the
    entry that was answered just before, and `others` are the entries that were near then. `in_group` tells that others
    read along, and that there are no buttons; `keep_days` for how long unanswered questions are kept; `after_danger`
    that the person got the help numbers a few minutes ago, `offered` are the entries that were suggested just before;
    `day` is the day at the pharmacy, as `date.toordinal` counts it. `chosen` is the language that a button or a person
    has chosen, `last` the one in which they were answered last.
    """

    minute: int | None = None
    language: str | None = None
    after: str | None = None
    others: tuple[str, ...] = ()
    in_group: bool = False
    keep_days: int = 0
    after_danger: bool = False
    offered: tuple[str, ...] = ()
    day: int | None = None
    chosen: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """One button, in a row of its own or beside the one before."""

    label: str
    action: Action | OnDevice
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a person; `text` has the light markup of faq.yaml.

    `judging` asks whether it helped, a card comes after it. `in_place` is for a list that people leaf through: it takes
    the place of the message whose button was pressed. `quiet` stands under the text, in a style that need not be read,
    and `contact`, whom to call, is the last line. `copy` is a text to be copied as it stands, with one tap, below all.
    `picture` is an image that stands above the text. What is pressed is answered in `language` too. `asks` tells that
    the next text of a person is its answer.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    judging: tuple[Button, ...] = ()
    card: Card | None = None
    in_place: bool = False
    quiet: str = ""
    contact: str = ""
    copy: str = ""
    picture: bytes = field(default=b"", repr=False)
    language: str = "en"
    asks: bool = False

    @property
    def plain(self) -> str:
        """All that is said, with no markup."""
        return plain(paragraphs(self.text, self.quiet, self.contact)) + (f"\n\n{self.copy}" if self.copy else "")

    @property
    def words(self) -> "Reply":
        """The same without what one presses or saves, for where others read along."""
        return Reply(self.text, quiet=self.quiet, contact=self.contact, language=self.language)


def paragraphs(*parts: str) -> str:
    """The parts that say something, a blank line between them."""
    return "\n\n".join(part.strip() for part in parts if part.strip())
