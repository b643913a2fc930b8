"""What could name a person: personnummer in every spelling, and telling columns.

Nothing here returns or raises with a text that it found: the answers are yes or no, places and kinds.
"""

from oj_analys.identity.personnummer import (
    number_is_personnummer,
    personnummer_in,
    personnummer_places,
)
from oj_analys.identity.telling import (
    Telling,
    contact_in,
    telling_content,
    telling_heading,
)

__all__ = [
    "Telling",
    "contact_in",
    "number_is_personnummer",
    "personnummer_in",
    "personnummer_places",
    "telling_content",
    "telling_heading",
]
