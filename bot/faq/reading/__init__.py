"""From the text of faq.yaml to a Faq, or to every problem in it with its line."""
