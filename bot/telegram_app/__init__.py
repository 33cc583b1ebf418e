"""The edge: the bot on Telegram, and the only room that knows the library for it."""
