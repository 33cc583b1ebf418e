"""What staff see of a piece of work, with its buttons."""

from collections.abc import Sequence

from bot.conversation.reply import AtDesk, Button, OpenEntry, Reply, paragraphs
from bot.faq.model import Entry, Faq
from bot.faq.rules import MAX_WORDS, MIN_WORDS
from bot.language.markup import listed
from bot.staff.edits import AddEntry, AddPhrasing, Proposal, SetReview
from bot.staff.tasks import Looking
from bot.staff.wording import StaffWording

MOST_TEXTS = 5
MOST_WAITING = 30


def gap_view(work: Looking, number: int, faq: Faq) -> Reply:
    """One question without an answer, and what can be done about it; those that staff thought of stand alone."""
    words, gap = StaffWording(faq), work.gap
    texts = listed(gap.texts[:MOST_TEXTS])
    head = ""
    if gap.number:
        head = words.say("gaps_head", place=work.place + 1, count=len(work.gaps))
        asked = words.say("gaps_asked", number=gap.number) if gap.number > 1 else words.say("gaps_asked_once")
        texts = f"{asked}\n{texts}"
    buttons = [
        Button(words.say("same", question=entry.question), AtDesk("same", number, choice))
        for choice, entry in enumerate(gap.nearest)
    ]
    buttons.append(Button(words.say("new_answer"), AtDesk("new", number)))
    if gap.number:
        buttons.append(Button(words.say("not_for_us"), AtDesk("aside", number), beside=True))
    return Reply(
        paragraphs(head, texts, words.say("gaps_which")), (*buttons, *_turning(work, number, faq)), in_place=True
    )


def _turning(work: Looking, number: int, faq: Faq) -> list[Button]:
    turns = []
    if work.place > 0:
        turns.append(Button(faq.labels.previous, AtDesk("show", number, work.place - 1)))
    if work.place < len(work.gaps) - 1:
        turns.append(Button(faq.labels.next, AtDesk("show", number, work.place + 1), beside=bool(turns)))
    return turns


def waiting_view(waiting: Sequence[Entry], faq: Faq) -> Reply:
    """How to note a review, and the entries that wait for one."""
    words, more = StaffWording(faq), len(waiting) - MOST_WAITING
    names = listed(f"{entry.id}: {entry.question}" for entry in waiting[:MOST_WAITING])
    return Reply(paragraphs(words.say("reviewed_how"), names, words.say("more", count=more) if more > 0 else ""))


def proposal_view(tried: Proposal, number: int, first: str = "") -> Reply:
    """An edit read back, what it changes, and the buttons that save it or not; `first` stands before all."""
    words = StaffWording(tried.responder.faq)
    buttons = (
        Button(words.say("save"), AtDesk("save", number)),
        Button(words.say("cancel"), AtDesk("cancel", number), beside=True),
    )
    shown = _read_back(tried, words)
    text = paragraphs(first, shown.text, _length(tried, words), words.preview(tried.preview))
    return Reply(text, buttons, quiet=shown.quiet)


def _length(tried: Proposal, words: StaffWording) -> str:
    """A word on an answer that is too short or too long to read well."""
    count = len(tried.edit.entry.answer.split()) if isinstance(tried.edit, AddEntry) else MIN_WORDS
    if MIN_WORDS <= count <= MAX_WORDS:
        return ""
    return words.say("ready_length", count=count, least=MIN_WORDS, most=MAX_WORDS)


def saved_view(tried: Proposal) -> Reply:
    """An edit once it is saved, in the place of the question whether to save it."""
    words = StaffWording(tried.responder.faq)
    shown = _read_back(tried, words)
    return Reply(paragraphs(shown.text, words.say("saved")), quiet=shown.quiet, in_place=True)


def _read_back(tried: Proposal, words: StaffWording) -> Reply:
    faq, shown = tried.responder.faq, tried.responder.press
    match tried.edit:
        case AddPhrasing(entry, phrasing):
            question, before = faq.entries[entry].question, words.said(tried.so_far[0], faq.entries)
            return Reply(words.say("ready_phrasing", phrasing=phrasing, question=question, before=before))
        case AddEntry(topic, new):
            title = next(each.title for each in faq.topics if each.id == topic)
            answer = shown(OpenEntry(new.id))
            question = f"*{new.question}*"
            return Reply(paragraphs(words.say("ready_entry", topic=title), question, answer.text), quiet=answer.quiet)
        case SetReview(entry):
            ready = words.say("ready_review", question=faq.entries[entry].question)
            return Reply(ready, quiet=shown(OpenEntry(entry)).quiet)
