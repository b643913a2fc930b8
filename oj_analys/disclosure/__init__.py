"""Disclosure control: figures of persons leave only through here."""

from oj_analys.disclosure.protection import Protected, protect, protect_release
from oj_analys.disclosure.visibility import visible_to

__all__ = ["Protected", "protect", "protect_release", "visible_to"]
