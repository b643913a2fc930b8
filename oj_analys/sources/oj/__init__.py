"""Workbooks with open figures per kommun, read by a layout: Öppna jämförelser, Kolada's exports, KKiK, SKR."""
