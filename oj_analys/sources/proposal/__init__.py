"""What the files of a folder seem to be, as an ``underlag.toml`` to complete."""
