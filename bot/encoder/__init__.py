"""The second reader: a sentence to a vector; it knows neither the FAQ nor danger."""
