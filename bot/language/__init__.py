"""Words, spelling, languages and light markup, for all who read or write text."""
