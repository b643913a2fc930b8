"""What could name a person: personnummer in every spelling, and telling column names."""
