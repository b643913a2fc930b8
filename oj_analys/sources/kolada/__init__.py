"""Kolada's API: what is fetched from it, kept in snapshots, and read."""
