"""Disclosure control: figures of persons leave only through here."""

from oj_analys.disclosure.inspection import check_release, unguarded
from oj_analys.disclosure.protection import Protected, protect, protect_release
from oj_analys.disclosure.visibility import visible_to

__all__ = ["Protected", "check_release", "protect", "protect_release", "unguarded", "visible_to"]
