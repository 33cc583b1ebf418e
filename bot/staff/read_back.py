"""A change as people will read it, for whoever is about to save it."""

from bot.conversation.replies import Replies
from bot.conversation.reply import OpenEntry, Reply, paragraphs
from bot.faq.reading.loader import load
from bot.faq.writing import MAX_WORDS, MIN_WORDS
from bot.language.markup import listed
from bot.staff.edits import AddEntry, AddPhrasing, ChangeEntry, Edit, RemoveEntry, SetPharmacy, SetReview, TakeBack
from bot.staff.proposal import Proposal
from bot.staff.wording import StaffWording


def read_back(tried: Proposal, words: StaffWording) -> Reply:
    """What an edit comes to, in the words and the look that people will see."""
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
        case RemoveEntry(entry):
            question = load(tried.based_on, with_drafts=True).entries[entry].question
            return Reply(words.say("ready_remove", question=question))
        case TakeBack(what):
            return Reply(words.say("ready_undo", what=what))
        case SetPharmacy():
            contact = tried.responder.command("contact")
            return Reply(paragraphs(words.say("ready_pharmacy"), contact.text if contact else ""))
        case ChangeEntry():
            return _changed(tried, tried.edit, words)


def _changed(tried: Proposal, edit: ChangeEntry, words: StaffWording) -> Reply:
    """A corrected entry: the part that was changed, or the whole answer as people would read it."""
    faq, before = load(tried.content, with_drafts=True), load(tried.based_on, with_drafts=True).entries[edit.entry]
    entry = faq.entries[edit.entry]
    match edit.values[0][0]:
        case "ask":
            name, texts = ("ready_less", before.ask) if len(before.ask) > len(entry.ask) else ("ready_more", entry.ask)
            other = next(text for text in texts if text not in before.ask or text not in entry.ask)
            return Reply(words.say(name, phrasing=other, question=entry.question))
        case "related":
            links = listed(faq.entries[id].question for id in entry.related) or words.say("none")
            return Reply(words.say("ready_related", question=entry.question, related=links))
        case "needs":
            needs = ", ".join(entry.needs) or words.say("none")
            return Reply(words.say("ready_needs", question=entry.question, needs=needs))
    signed = words.say("ready_signed", by=edit.review[0]) if edit.review else ""
    shown = Replies(faq).entry(entry.id)
    text = paragraphs(words.say("ready_change"), f"*{entry.question}*", shown.text, signed)
    return Reply(text, quiet=shown.quiet, contact=shown.contact)


def length_told(tried: Proposal, words: StaffWording) -> str:
    """A word on an answer that is too short or too long to read well."""
    count = len(_answer(tried.edit).split()) or MIN_WORDS
    if MIN_WORDS <= count <= MAX_WORDS:
        return ""
    return words.say("ready_length", count=count, least=MIN_WORDS, most=MAX_WORDS)


def _answer(edit: Edit) -> str:
    """The answer that an edit brings, if it does."""
    match edit:
        case AddEntry(_, entry):
            return entry.answer
        case ChangeEntry(_, values):
            return next((str(value) for key, value in values if key.startswith("answer")), "")
    return ""


def in_one_line(tried: Proposal, words: StaffWording) -> str:
    """What an edit is, for those who look at the changes later."""
    entries = {**load(tried.based_on, with_drafts=True).entries, **load(tried.content, with_drafts=True).entries}
    match tried.edit:
        case AddPhrasing(entry, phrasing):
            return words.say("what_way", phrasing=phrasing, question=entries[entry].question)
        case AddEntry(_, new):
            return words.say("what_new", question=new.question)
        case SetReview(entry):
            return words.say("what_review", question=entries[entry].question)
        case ChangeEntry(entry, values):
            return words.say(f"what_{values[0][0].removesuffix('_with_hours')}", question=entries[entry].question)
        case RemoveEntry(entry):
            return words.say("what_removed", question=entries[entry].question)
        case SetPharmacy(key):
            return words.say("what_pharmacy", part=key)
        case TakeBack(what):
            return words.say("what_undone", what=what)
