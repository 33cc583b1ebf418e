"""Why the bot replied as it did, in words that help whoever edits the FAQ."""

from collections.abc import Iterator

from bot.conversation.response import Response
from bot.matching.index import Index
from bot.matching.matcher import Matcher
from bot.matching.outcome import Answer, Answers, Candidate, Match, NoMatch, Suggestions, Word
from bot.matching.verdict import Levels

# A word with less than this share of what the rarest weighs says little about which entry is meant.
TELLING = 0.3
GUARDS = {
    "not": 'the question says "not", and no phrasing of {entry} does',
    "without": 'the question says "without", and no phrasing of {entry} does',
    "instead": 'the question says "instead", and no phrasing of {entry} does',
    "subject": "the question names another medicine or subject, and not ours",
}


def explain(response: Response, matcher: Matcher) -> str:
    """What each word was read as and what it weighs, the best entries, what decided, and what staff can do about it."""
    if response.triage.urgency:
        return f"Urgent ({response.triage.urgency}): nothing is looked up."
    if response.match is None:
        return "Nothing was looked up: no words, or another language."
    match, index = response.match, matcher.index
    return "\n".join([*_words(match, index), *_ranking(match), *_verdict(match, index, matcher.levels)])


def _words(match: Match, index: Index) -> Iterator[str]:
    yield "Words:"
    for word in match.words:
        reading = f"read as {word.token.reading!r}" if word.token.reading else "not in the FAQ"
        sure = f", {word.token.likeness:.0%} alike" if 0 < word.token.likeness < 1 else ""
        holders = [each.entry.id for each in match.ranking if _tells(index, word) and _has(index, each, word)]
        where = f"; in {', '.join(holders)}" if holders else ""
        yield f"  {word.token.word:<20} weight {word.weight:4.2f}  {reading}{sure}{where}"


def _ranking(match: Match) -> Iterator[str]:
    yield "Entries:"
    for candidate in match.ranking:
        yield (
            f"  {candidate.entry.id:<24} confidence {candidate.confidence:4.2f} "
            f"(ours {candidate.ours:4.2f}, right {candidate.right:4.2f})  "
            f"score {candidate.score:5.2f}  likeness {candidate.likeness:4.2f}"
        )


def _verdict(match: Match, index: Index, levels: Levels) -> Iterator[str]:
    match match.outcome:
        case Answer(candidate):
            yield f"Answered with {candidate.entry.id}: ours is at least {levels.ours}, right at least {levels.right}."
        case Answers(candidates):
            yield f"Several questions, each with an answer: {', '.join(each.entry.id for each in candidates)}."
        case Suggestions():
            yield f"Suggestions: {'; '.join(_doubts(match, levels))}."
            yield from _advice(match, index)
        case NoMatch():
            yield f"No match: no entry has a confidence of {levels.suggest}, or ours is under {levels.maybe_ours}."
            yield from _advice(match, index)


def _doubts(match: Match, levels: Levels) -> Iterator[str]:
    best, *others = match.ranking
    for guard in match.guards:
        known = GUARDS.get(guard, f'the question says "{guard}", and no phrasing of {{entry}} does')
        yield known.format(entry=best.entry.id)
    if best.ours < levels.ours:
        yield f"the question may be about something else (ours is under {levels.ours})"
    if best.right < levels.right:
        yield f"another entry than {best.entry.id} may be meant (right is under {levels.right})"
    if best.ours >= levels.ours and best.right >= levels.right and not match.guards:
        yield f"{best.entry.id} and {others[0].entry.id} are equally near"


def _advice(match: Match, index: Index) -> Iterator[str]:
    """What to add to which entry, so that the next one who asks like this is answered."""
    if not match.ranking:
        yield 'If an entry answers this, add the question to its "ask", word for word.'
        return
    best = match.ranking[0]
    lacking = [word.token.word for word in match.words if _tells(index, word) and not _has(index, best, word)]
    if lacking:
        named = ", ".join(f"'{word}'" for word in dict.fromkeys(lacking))
        yield f'If {best.entry.id} answers this, add a phrasing with {named} to its "ask".'
    else:
        yield f'If {best.entry.id} answers this, add the question to its "ask", word for word.'


def _tells(index: Index, word: Word) -> bool:
    return word.weight >= TELLING * index.heaviest


def _has(index: Index, candidate: Candidate, word: Word) -> bool:
    """Whether the phrasings of an entry have a word."""
    return any(index.ids[number] == candidate.entry.id for number in index.holders(word.token))
