"""Why the bot replied as it did, in words that help whoever edits the FAQ."""

from bot.conversation.responder import Response
from bot.matching.outcome import Answer, Match, NoMatch, Suggestions


def explain(response: Response) -> str:
    """What each word was read as and what it weighs, the best entries, and what decided."""
    if response.triage.urgency:
        return f"Urgent ({response.triage.urgency}): nothing is looked up."
    if response.match is None:
        return "Nothing was looked up: no words, or another language."
    return "\n".join([*_words(response.match), *_ranking(response.match), _verdict(response.match)])


def _words(match: Match) -> list[str]:
    lines = ["Words:"]
    for word in match.words:
        reading = f"read as {word.token.reading!r}" if word.token.reading else "not in the FAQ"
        sure = f", {word.token.likeness:.0%} alike" if 0 < word.token.likeness < 1 else ""
        lines.append(f"  {word.token.word:<20} weight {word.weight:4.2f}  {reading}{sure}")
    return lines


def _ranking(match: Match) -> list[str]:
    return ["Entries:"] + [
        f"  {candidate.entry.id:<24} confidence {candidate.confidence:4.2f}  score {candidate.score:5.2f}  "
        f"likeness {candidate.likeness:4.2f}"
        for candidate in match.ranking
    ]


def _verdict(match: Match) -> str:
    match match.outcome:
        case Answer(candidate):
            return f"Answered with {candidate.entry.id}."
        case NoMatch():
            return 'No match: no entry is near. If one should be, add this wording to its "ask".'
        case Suggestions():
            held_back = f" (held back by: {', '.join(match.guards)})" if match.guards else ""
            return f'Suggestions: no entry is clearly meant{held_back}. If one is, add this wording to its "ask".'
