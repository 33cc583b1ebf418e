"""What staff can type and press in a chat with the bot."""

MENU = ("review", "edit", "find", "gaps", "add", "hours", "pharmacy", "stats", "history", "undo")
COMMANDS = (*MENU, "show", "remove", "drafts", "reviewed", "name", "cancel")
# The data of the desk's buttons.
AT_DESK = "^desk:"
