"""From raw files to checked frames: the only room that opens what others have made."""
