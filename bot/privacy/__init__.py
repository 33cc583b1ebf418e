"""What is taken out of a text before any of its words are kept."""
