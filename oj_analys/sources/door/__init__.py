"""What a file is and what it holds, looked at before anything else meets it."""
