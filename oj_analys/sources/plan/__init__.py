"""What the kommuner decide and write back."""
