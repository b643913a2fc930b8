"""Whether a folder is copied to a service on the internet, as far as its path tells."""

from __future__ import annotations

from pathlib import Path

_SERVICES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "sharepoint": "SharePoint",
}


def synced_with(path: Path) -> str:
    """Return the service whose folder a path lies in, or an empty text; the path need not be there.

    Example:
        >>> synced_with(Path("/Users/anna/OneDrive - FoU Jämt/data/raw")), synced_with(Path("/srv/data"))
        ('OneDrive', '')
    """
    for part in path.absolute().parts:
        for beginning, service in _SERVICES.items():
            if part.casefold().startswith(beginning):
                return service
    return ""


def sync_warning(path: Path) -> str:
    """Return what an analyst must know of a folder of raw files that is synced, or an empty text."""
    if service := synced_with(path):
        return f"Varning: {path} synkas av {service}, så att kopior av råfilerna finns utanför datorn. Flytta dem."
    return ""
