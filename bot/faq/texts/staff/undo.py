"""The last changes, taken back one by one; answers that go, and drafts that come."""

from dataclasses import dataclass

from bot.faq.declaring import text


@dataclass(frozen=True)
class UndoTexts:
    """The last changes, taken back one by one; answers that go, and drafts that come."""

    history_head: str = text("Above the last changes.", "*The last changes*")
    history_none: str = text("When nothing was changed yet.", "Nothing has been changed from Telegram yet.")
    history_line: str = text("One change: when, who, what.", "{when} · {by}: {what}", fills=("when", "by", "what"))
    nothing_to_undo: str = text("When there is nothing to undo.", "There is no change to take back.")
    undo_other: str = text("The button to take back another change.", "↩️ Take one back …")
    undo_which: str = text(
        "Asks which change shall be taken back.", "Which change shall be taken back? Tap its number."
    )
    undo_another: str = text("The button to choose another change.", "Another one …")
    undo_not_kept: str = text(
        "When the versions of a change are gone.", "“{what}” can't be taken back any more: it is too long ago.",
        fills=("what",),
    )  # fmt: skip
    undo_conflict: str = text(
        "When later changes touch the same lines.",
        "“{what}” can't be taken back alone, since the same lines were changed later. Please take the later changes "
        "back first, or correct the answer with /edit.",
        fills=("what",),
    )
    undo_nothing: str = text(
        "When a change was taken back already.", "“{what}” is not there any more.", fills=("what",)
    )
    ready_undo: str = text(
        "Asks whether a change shall be taken back.", "This would be taken back:\n*{what}*", fills=("what",)
    )
    undone: str = text("When a change was taken back.", "*Taken back.* /undo puts it back, too.")
    changed_since: str = text(
        "What somebody else has changed meanwhile.", "Meanwhile this was changed:\n{changes}", fills=("changes",)
    )
    by_hand: str = text("What stands for a change of the file itself.", "the file, by hand")
    what_way: str = text("A change in one line: a way to ask.", "“{phrasing}” asks: {question}",
                         fills=("phrasing", "question"))  # fmt: skip
    what_new: str = text("The same: a new answer.", "new answer: {question}", fills=("question",))
    what_review: str = text("The same: a review.", "checked: {question}", fills=("question",))
    what_answer: str = text("The same: another text.", "answer: {question}", fills=("question",))
    what_question: str = text("The same: another question.", "question: {question}", fills=("question",))
    what_ask: str = text("The same: a way to ask less.", "ways to ask: {question}", fills=("question",))
    what_related: str = text("The same: other buttons.", "buttons below: {question}", fills=("question",))
    what_source: str = text("The same: another source.", "source: {question}", fills=("question",))
    what_needs: str = text("The same: other needed words.", "needed words: {question}", fills=("question",))
    what_draft: str = text("The same: a draft was published.", "published: {question}", fills=("question",))
    what_removed: str = text("The same: an answer was removed.", "removed: {question}", fills=("question",))
    what_pharmacy: str = text("The same: data of the pharmacy.", "{part} of the pharmacy", fills=("part",))
    what_undone: str = text("The same: a change was taken back.", "taken back: {what}", fills=("what",))
    remove_ask: str = text(
        "Asks whether an answer shall go.", "Shall this answer go? People will find it no longer.\n\n*{question}*",
        fills=("question",),
    )  # fmt: skip
    remove_buttons: str = text(
        "The answers that have a button to it.", "Its button will go below:\n{entries}", fills=("entries",)
    )
    remove_links: str = text(
        "What becomes of links to it.",
        "Who has a link to it (…?start={id}, in a leaflet or on the website) will read that it is gone.",
        fills=("id",),
    )
    remove_yes: str = text("The button to take an answer away.", "🗑 Take it away")
    remove_no: str = text("The button to keep it.", "Keep it")
    ready_remove: str = text(
        "Asks a second time.", "⚠️ When you press Save, this answer is gone: *{question}*", fills=("question",)
    )
    drafts_head: str = text(
        "Above the drafts.",
        "Nobody sees these yet. Tap one to finish it: “Publish” lets people see it. An answer that rests on our "
        "pharmacist is seen once it is signed, with /review.",
    )
    drafts_none: str = text("When there are no drafts.", "There are no drafts.")
    publish: str = text("The button to publish a draft.", "🟢 Publish")
