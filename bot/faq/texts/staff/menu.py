"""The lines of the menu of staff."""

from dataclasses import dataclass

from bot.faq.declaring import text


@dataclass(frozen=True)
class MenuTexts:
    """The lines of the menu of staff."""

    gaps_command: str = text("The line beside /gaps in the menu of staff.", "What people ask in vain")
    edit_command: str = text("The line beside /edit in the menu of staff.", "Correct an answer")
    find_command: str = text("The line beside /find in the menu of staff.", "Find an answer")
    add_command: str = text("The line beside /add in the menu of staff.", "Add another way to ask")
    hours_command: str = text("The line beside /hours in the menu of staff.", "Change the opening hours")
    pharmacy_command: str = text("The line beside /pharmacy in the menu of staff.", "Change phone, website or e-mail")
    stats_command: str = text("The line beside /stats in the menu of staff.", "How the bot is doing")
    review_command: str = text("The line beside /review in the menu of staff.", "Check the answers that wait")
    history_command: str = text("The line beside /history in the menu of staff.", "What was changed, and by whom")
    undo_command: str = text("The line beside /undo in the menu of staff.", "Take a change back")
