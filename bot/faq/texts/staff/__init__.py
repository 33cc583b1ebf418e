"""What the pharmacy's staff read, by what they do."""

from dataclasses import dataclass

from bot.faq.texts.staff.adding import AddingTexts
from bot.faq.texts.staff.correct import CorrectTexts
from bot.faq.texts.staff.gaps import GapTexts
from bot.faq.texts.staff.menu import MenuTexts
from bot.faq.texts.staff.notices import NoticeTexts
from bot.faq.texts.staff.pharmacy import PharmacyTexts
from bot.faq.texts.staff.review import ReviewTexts
from bot.faq.texts.staff.saving import SavingTexts
from bot.faq.texts.staff.stats import StatisticsTexts
from bot.faq.texts.staff.undo import UndoTexts
from bot.language.markup import filled


@dataclass(frozen=True)
class StaffTexts(
    StatisticsTexts,
    UndoTexts,
    PharmacyTexts,
    ReviewTexts,
    CorrectTexts,
    SavingTexts,
    AddingTexts,
    GapTexts,
    NoticeTexts,
    MenuTexts,
):
    """What the pharmacy's staff read who keep the FAQ from their own chats."""

    def say(self, name: str, **values: object) -> str:
        """A text with what is to be filled in."""
        return filled(getattr(self, name), values)
