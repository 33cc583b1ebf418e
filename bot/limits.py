"""What Telegram takes: https://core.telegram.org/bots/api. Lengths are in UTF-16 code units, as Telegram counts."""

MAX_MESSAGE = 4096
# The words under a picture.
MAX_CAPTION = 1024
# The note that a pressed button shows.
MAX_NOTE = 200
# What a button sends back, in bytes.
MAX_CALLBACK_DATA = 64
# What a link to the bot carries behind "?start=".
MAX_START_PAYLOAD = 64
MAX_DESCRIPTION = 512
MAX_SHORT_DESCRIPTION = 120
MAX_COMMAND_DESCRIPTION = 256
# How long Telegram keeps an update, in seconds.
UPDATES_KEPT_SECONDS = 24 * 60 * 60
