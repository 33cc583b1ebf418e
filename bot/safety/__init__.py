"""What comes before any matching: whether a message tells of danger, and which lines of care it calls for."""
