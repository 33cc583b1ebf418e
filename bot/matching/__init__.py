"""Which entry a question means."""
