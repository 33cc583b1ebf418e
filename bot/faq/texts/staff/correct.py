"""Answers that are there are found, shown and corrected."""

from dataclasses import dataclass

from bot.faq.declaring import text


@dataclass(frozen=True)
class CorrectTexts:
    """Answers that are there are found, shown and corrected."""

    find_what: str = text(
        "Asks for the words to look for.",
        "Which answer? Please write a few of its words, or ask as people would. (/cancel stops.)",
    )
    found: str = text("Above the answers that were found.", "Which one? The nearest comes first.")
    found_holding: str = text(
        "Above the answers that hold some words.", "These hold your words, or are near: {words}", fills=("words",)
    )
    found_none: str = text("When nothing was found.", "I found no answer with these words. Please try others.")
    shown_facts: str = text(
        "What else stands in the file with an answer.",
        "Name: {id}\nTopic: {topic}\nWays to ask: {ways}\nButtons below: {related}\nSource: {source}\n"
        "Needed words: {needs}\nChecked: {checked}",
        fills=("id", "topic", "ways", "related", "source", "needs", "checked"),
    )
    none: str = text("What stands for nothing in such a line.", "none")
    not_checked: str = text("What stands there until somebody has checked it.", "not yet")
    checked_before: str = text(
        "What stands there when it was changed after it was checked.", "not since it was changed"
    )
    checked_by: str = text("Who has checked it and when.", "{by}, {on}", fills=("by", "on"))
    no_article: str = text("The source of an answer that no article covers.", "no article, it sends people to you")
    our_pharmacist: str = text("The source of an answer that the pharmacist knows.", "our pharmacist")
    correct: str = text("The button to correct an answer.", "✏️ Correct it")
    part_answer: str = text("The button for the answer's text.", "✏️ Answer")
    part_question: str = text("The button for its question.", "✏️ Question")
    part_ways: str = text("The button for its ways to ask.", "Ways to ask")
    part_related: str = text("The button for the buttons below it.", "Buttons below")
    part_source: str = text("The button for its source.", "Source")
    part_needs: str = text("The button for the words that a question needs.", "Needed words")
    correct_more: str = text("The button to go on with a corrected answer.", "✏️ Correct more")
    done: str = text("The button that ends correcting.", "Done")
    back: str = text("The button to the view before.", "‹ Back")
    ask_new_answer: str = text(
        "Asks for the text of an answer that is there.",
        "Please write the whole answer as it shall be. Below it stands as it is: tap it to copy it, paste it, and "
        "change what is wrong. (/cancel stops.)",
    )
    ask_new_question: str = text(
        "Asks for another question.",
        "Please write the question as it shall stand on the buttons, with at most 64 characters. Below it stands as "
        "it is. (/cancel stops.)",
    )
    ways_head: str = text(
        "Above the ways to ask an entry.", "*Ways to ask: {question}*\nTap one to take it out.", fills=("question",)
    )
    add_way: str = text("The button to add a way to ask.", "➕ Add one")
    ask_way: str = text(
        "Asks for another way to ask.",
        "Please write it as people ask it, in small letters if you like. (/cancel stops.)",
    )
    take_out: str = text("The button to take something out of a list.", "❌ {text}", fills=("text",))
    only_way: str = text(
        "When the only way to ask can't be taken out.", "One way to ask must stay. Please add another one first."
    )
    related_head: str = text(
        "Above the buttons that stand below an answer.",
        "*Buttons below: {question}*\nThe first two are shown. Tap one to take it out.",
        fills=("question",),
    )
    ask_related: str = text(
        "Asks for an answer whose button shall stand below another.",
        "Which answer shall have a button there? Please write a few of its words. (/cancel stops.)",
    )
    which_related: str = text("Asks which of a few is meant.", "Which one shall it be?")
    source_head: str = text(
        "Above the sources that an answer can have.", "*Where does it come from?* {question}", fills=("question",)
    )
    source_on: str = text("The button for a source that it has.", "☑️ {title}", fills=("title",))
    source_off: str = text("The button for a source that it does not have.", "◻️ {title}", fills=("title",))
    ask_needs: str = text(
        "Asks for the words that a question needs.",
        "Only questions with one of these words get this answer. Please write them with commas between, such as: "
        "beer, wine, drink. A single minus (-) means none. (/cancel stops.)",
    )
    ready_change: str = text("Above a corrected answer.", "People would read:")
    ready_less: str = text(
        "Asks whether a way to ask shall go.", "“{phrasing}” would no longer be a way to ask: {question}",
        fills=("phrasing", "question"),
    )  # fmt: skip
    ready_more: str = text(
        "Asks whether a way to ask shall be added to a draft.", "“{phrasing}” would be a way to ask: {question}",
        fills=("phrasing", "question"),
    )  # fmt: skip
    ready_related: str = text(
        "Asks whether these buttons shall stand below an answer.",
        "Below “{question}” there would be buttons for:\n{related}",
        fills=("question", "related"),
    )
    ready_needs: str = text(
        "Asks whether a question shall need these words.",
        "A question would need one of these words to get “{question}”: {needs}",
        fills=("question", "needs"),
    )
    ready_signed: str = text(
        "When a correction of an answer that rests on the pharmacist is signed with it.",
        "It rests on our pharmacist, so when you save it, you sign it as {by}.",
        fills=("by",),
    )
    sign_first: str = text(
        "When somebody corrects an answer that rests on the pharmacist without a name to sign with.",
        "This answer rests on our pharmacist, so whoever changes it signs it. Please tell me your name first: /name "
        "Dr. Ada Lovelace",
    )
    changed_meanwhile: str = text(
        "When somebody else has changed an answer while it was corrected.",
        "⚠️ Somebody else has changed this answer while you were writing. Yours would take the place of theirs. It "
        "was, until now:",
    )
    mark_link: str = text("A mark that answers can't have, by its name: a link.", "a link")
    mark_underline: str = text("The same: underlined words.", "underlined words")
    mark_strikethrough: str = text("The same: words that are struck out.", "words that are struck out")
    mark_spoiler: str = text("The same: hidden words.", "hidden words")
    mark_code: str = text("The same: words in the type of code.", "words in the type of code")
    mark_quote: str = text("The same: a quotation.", "a quotation")
    mark_both: str = text("The same: words that are bold and slanted.", "words that are bold and slanted at once")
    mark_inside: str = text("The same: bold or slanted letters within a word.", "letters marked within a word")
    mark_other: str = text("The same: any other mark.", "a mark")
    wrong_mark: str = text(
        "When a text of staff has a mark that answers can't have.",
        "I can't take {mark} (“{words}”): answers can have *bold*, _italics_, lists and line breaks. Please send it "
        "again without it. Nothing is lost: your message is above, to be copied or edited.",
        fills=("mark", "words"),
    )
