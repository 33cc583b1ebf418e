"""A change as people will read it, for whoever is about to save it."""

from bot.conversation.reply import OpenEntry, Reply, paragraphs
from bot.faq.rules import MAX_WORDS, MIN_WORDS
from bot.staff.edits import AddEntry, AddPhrasing, SetReview
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


def length_told(tried: Proposal, words: StaffWording) -> str:
    """A word on an answer that is too short or too long to read well."""
    count = len(tried.edit.entry.answer.split()) if isinstance(tried.edit, AddEntry) else MIN_WORDS
    if MIN_WORDS <= count <= MAX_WORDS:
        return ""
    return words.say("ready_length", count=count, least=MIN_WORDS, most=MAX_WORDS)
