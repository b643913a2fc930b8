"""Statistics: numpy in, frozen results out; no pandas, no files, no Swedish, no direction."""
