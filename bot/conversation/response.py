"""What becomes of a message: the reply, and how it came about."""

from dataclasses import dataclass

from bot.conversation.reply import Reply
from bot.faq.model import ENGLISH
from bot.matching.outcome import Match, Suggestions, answered
from bot.safety.triage import Triage


@dataclass(frozen=True, slots=True)
class Response:
    """The reply to a message, and how it came about; `match` is None where nothing was looked up.

    `read_in` is the language by whose words it was. The message `declines` where none of the suggestions was meant.
    """

    reply: Reply
    triage: Triage
    match: Match | None = None
    read_in: str = ENGLISH
    declines: bool = False

    @property
    def language(self) -> str:
        """The language of the reply."""
        return self.reply.language

    @property
    def kind(self) -> str:
        """What became of the message: the kind of danger, that of the outcome, or "not_looked_up"."""
        return self.triage.urgency or (self.match.outcome.kind if self.match else "not_looked_up")

    @property
    def answered(self) -> tuple[str, ...]:
        """The ids of the entries that were given as answers."""
        return tuple(each.entry.id for each in answered(self.match.outcome)) if self.match else ()

    @property
    def suggested(self) -> tuple[str, ...]:
        """The ids of the entries that may be meant."""
        outcome = self.match.outcome if self.match else None
        return tuple(each.entry.id for each in outcome.candidates) if isinstance(outcome, Suggestions) else ()
