"""A bot that answers questions from a curated faq.yaml, and puts a person in danger before everything else."""
