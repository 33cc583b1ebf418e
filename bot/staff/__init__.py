"""A staff member's conversation with the bot: what people ask, changes tried out, saved and taken back."""
