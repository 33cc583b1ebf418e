"""The parts of a FAQ that hold nothing but texts, each text declared once; a FAQ's file may leave out any of them."""

from bot.faq.texts.labels import Labels
from bot.faq.texts.menu import Commands, Profile
from bot.faq.texts.messages import Messages
from bot.faq.texts.safety import Disclaimer, SafetyTexts
from bot.faq.texts.staff import StaffTexts

__all__ = ["Commands", "Disclaimer", "Labels", "Messages", "Profile", "SafetyTexts", "StaffTexts"]
