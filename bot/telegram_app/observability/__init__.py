"""What an operator sees: logs, figures and health, with nothing of a person in them."""
