"""What faq.yaml is: its model, texts, rules and schema, and how it is edited."""
