"""What a change comes to, tried out before it is saved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import chain

from bot.conversation.responder import Responder, version_of
from bot.errors import EditError, FaqError, Problem
from bot.faq.editing import new_id
from bot.faq.merging import taken_back
from bot.faq.model import Entry, Faq
from bot.faq.reading.loader import load
from bot.faq.rules import content_problems
from bot.staff.edits import (
    AddEntry,
    AddPhrasing,
    ChangeEntry,
    Edit,
    RemoveEntry,
    SetPharmacy,
    SetReview,
    TakeBack,
    asked_by,
    edited,
    entry_of,
)
from bot.staff.preview import Preview, Said, preview, said
from bot.staff.wording import StaffWording


class RefusedError(EditError):
    """A change that must not be, with the reason in the words of the FAQ."""


class ChangedError(RefusedError):
    """What was read is not what stands there now."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An edit that may be saved: the content it was tried on, what comes of it, and what that changes.

    `so_far` is what the words that it is about lead to without it.
    """

    edit: Edit
    based_on: bytes
    content: bytes
    responder: Responder
    preview: Preview
    so_far: tuple[Said, ...] = ()


def proposal(edit: Edit, content: bytes, name: str, current: Responder, asked: Iterable[str] = ()) -> Proposal:
    """What an edit of a file's content comes to; takes a second or two, since all phrasings are tried out.

    Raises RefusedError that tells staff why it must not be, EditError why it can't, and FaqError where the file can't
    be used as it is.
    """
    old = (
        current if current.version == version_of(content, current.translations) else current.with_content(content, name)
    )
    words = StaffWording(old.faq)
    edit = _possible(edit, content, old.faq, words)
    for text in asked_by(edit):
        if current.triage(text).urgency:
            raise RefusedError(words.say("refused_crisis"))
    changed = edited(edit, content.decode("utf-8")).encode("utf-8")
    new = _used(changed, name, old, edit, words)
    changes = preview(old, new, asked)
    reasons = chain(_taken(changes, words), _in_vain(edit, new, words), _against_the_rules(old, edit, new, words))
    # What was there before may be there again.
    if not isinstance(edit, TakeBack) and (reason := next(reasons, None)):
        raise RefusedError(reason)
    so_far = tuple(said(old.respond(text)) for text in asked_by(edit))
    return Proposal(edit, content, changed, new, changes, so_far)


def _used(content: bytes, name: str, old: Responder, edit: Edit, words: StaffWording) -> Responder:
    """What answers by the edited file; what Telegram can't take is told without a line, which staff never saw."""
    try:
        return old.with_content(content, name)
    except FaqError as error:
        raise RefusedError(_against(error.problems[0], edit, words)) from None


def _against(problem: Problem, edit: Edit, words: StaffWording) -> str:
    """A rule that an edit breaks; which entry it is in goes without saying."""
    message = problem.message.removeprefix(f'entry "{entry_of(edit)}": ')
    return words.say("refused_rule", problem=f"{message}; {problem.hint}")


def _possible(edit: Edit, content: bytes, faq: Faq, words: StaffWording) -> Edit:
    """The edit once it is sure that its entry is there; a new one gets an id that not even a draft has."""
    if isinstance(edit, AddEntry):
        taken = load(content, with_drafts=True).entries
        id = edit.entry.id
        return replace(edit, entry=replace(edit.entry, id=new_id(edit.entry.question, taken) if id in taken else id))
    if isinstance(edit, SetPharmacy):
        return edit
    if isinstance(edit, TakeBack):
        return _still_there(edit, content.decode(), words)
    entries = {id: entry for id, entry in load(content, with_drafts=True).entries.items() if _may_have(edit, entry)}
    if edit.entry not in entries:
        near = get_close_matches(edit.entry, faq.entries, n=1, cutoff=0)
        raise EditError(words.say("no_such_entry", id=edit.entry, near=near[0]))
    if isinstance(edit, SetReview) and edit.of not in (None, entries[edit.entry].fingerprint):
        raise ChangedError(words.say("review_changed"))
    return edit


def _still_there(edit: TakeBack, now: str, words: StaffWording) -> TakeBack:
    """The change once it is sure that it is there and can be taken back."""
    made = taken_back(now, edit.before, edit.after)
    if made in (None, now):
        raise RefusedError(words.say("undo_nothing" if made == now else "undo_conflict", what=edit.what))
    return edit


def _may_have(edit: Edit, entry: Entry) -> bool:
    """Whether a change is for an entry as this: what is held back as a draft is not signed yet."""
    return isinstance(edit, ChangeEntry | RemoveEntry) or not (
        entry.draft or (entry.is_draft and isinstance(edit, AddPhrasing))
    )


def _taken(changes: Preview, words: StaffWording) -> Iterator[str]:
    for taken in changes.taken:
        taker = taken.taker.question if taken.taker else words.say("says_nothing")
        yield words.say("refused_taken", phrasing=taken.phrasing, question=taken.owner.question, taker=taker)


def _in_vain(edit: Edit, new: Responder, words: StaffWording) -> Iterator[str]:
    """Phrasings that would not lead to the entry that they were added to."""
    id = entry_of(edit)
    for phrasing in asked_by(edit) if id in new.faq.entries else ():  # nobody finds a draft
        ranking = new.match(phrasing).ranking
        if not ranking or ranking[0].entry.id != id:
            taker = ranking[0].entry.question if ranking else words.say("says_nothing")
            yield words.say("refused_vain", phrasing=phrasing, question=new.faq.entries[id].question, taker=taker)


def _against_the_rules(old: Responder, edit: Edit, new: Responder, words: StaffWording) -> Iterator[str]:
    """What the rules of the writing forbid in the new version, and not in the old one."""
    known = {problem.message for problem in content_problems(old.faq)}
    for problem in content_problems(new.faq):
        if not problem.warning and problem.message not in known:
            yield _against(problem, edit, words)
