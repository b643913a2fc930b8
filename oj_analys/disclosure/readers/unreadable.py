"""The one error of the readers."""


class Unreadable(ValueError):  # noqa: N818 - it says what the file is
    """A file has no reader for its type, or is not what its suffix says. The message is Swedish and never quotes it."""
