"""Survey exports: who answered, and what the answers say."""
