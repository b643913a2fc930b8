"""Disclosure control: figures of persons leave only through here."""
