"""What the bot says: from a message to one reply, with no word about Telegram."""
