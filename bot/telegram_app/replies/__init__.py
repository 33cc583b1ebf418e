"""Replies on their way out: rendered, sent, and tried again where Telegram refuses or is not there."""
