"""The kinds of file that a folder may hold, each with what its ``[[fil]]`` in ``underlag.toml`` says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from oj_analys.catalog import Markers
from oj_analys.domain import InterviewForm, Questionnaire
from oj_analys.sources._part import Origin


class FileKind(StrEnum):
    """The kinds of source that a folder may hold."""

    OJ = "oj"
    KOLADA = "kolada"
    ENKAT = "enkat"
    INBJUDNA = "inbjudna"
    INTERVJU = "intervju"
    ANVANDNING = "anvandning"
    EGNA_MATT = "egna_matt"
    HANDLINGSPLAN = "handlingsplan"


@dataclass(frozen=True, slots=True)
class OjFile:
    """A workbook with results of Öppna jämförelser, its layout file and what its missing markers mean."""

    path: Path
    layout: Path
    layout_name: str
    markers: Markers
    origin: Origin

    @property
    def paths(self) -> tuple[Path, ...]:
        """Everything in the folder that belongs to the source."""
        return (self.path, self.layout)


@dataclass(frozen=True, slots=True)
class KoladaFolder:
    """A folder with pages of Kolada's API."""

    path: Path
    origin: Origin

    @property
    def paths(self) -> tuple[Path, ...]:
        """Everything in the folder that belongs to the source."""
        return (self.path,)


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table stands: file, sheet (empty for csv or for the only sheet), the row of its headings (1 = first)."""

    path: Path
    origin: Origin
    sheet: str = ""
    header_row: int = 1


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file whose rows are about persons, or about what a kommun counts and decides itself."""

    place: TablePlace

    @property
    def origin(self) -> Origin:
        """Where the data come from."""
        return self.place.origin

    @property
    def paths(self) -> tuple[Path, ...]:
        """Everything in the folder that belongs to the source."""
        return (self.place.path,)

    @property
    def holds(self) -> str:
        """What only one file of a folder may hold, empty if several may hold alike."""
        return ""


@dataclass(frozen=True, slots=True)
class SurveyFile(TableFile):
    """One round of a questionnaire; ``background`` is the heading of each background question by its id."""

    instrument: Questionnaire
    period: str
    id_column: str
    kommun_column: str
    background: Mapping[str, str]

    @property
    def holds(self) -> str:
        """The round."""
        return f"svaren på {self.instrument.id} omgång {self.period}"


@dataclass(frozen=True, slots=True)
class InvitedFile(TableFile):
    """How many were asked to answer a questionnaire."""

    instrument: Questionnaire

    @property
    def holds(self) -> str:
        """The invited of one questionnaire."""
        return f"antal inbjudna till {self.instrument.id}"


@dataclass(frozen=True, slots=True)
class InterviewFile(TableFile):
    """An export of interviews, and the file that says what its columns hold."""

    instrument: InterviewForm
    mapping: Path
    mapping_name: str

    @property
    def paths(self) -> tuple[Path, ...]:
        """Everything in the folder that belongs to the source."""
        return (self.place.path, self.mapping)

    @property
    def holds(self) -> str:
        """The interviews of one form."""
        return f"intervjuer enligt {self.instrument.id}"


@dataclass(frozen=True, slots=True)
class UsageFile(TableFile):
    """How much an interview form is used, per kommun and year."""

    instrument: InterviewForm

    @property
    def holds(self) -> str:
        """The use of one form."""
        return f"användningen av {self.instrument.id}"


@dataclass(frozen=True, slots=True)
class OwnFile(TableFile):
    """Values of the county's own measures, and the file that says what they mean."""

    definitions: Path
    definitions_name: str

    @property
    def paths(self) -> tuple[Path, ...]:
        """Everything in the folder that belongs to the source."""
        return (self.place.path, self.definitions)

    @property
    def holds(self) -> str:
        """All own measures."""
        return "länets egna mått"


@dataclass(frozen=True, slots=True)
class PlanFile(TableFile):
    """A workbook with decisions and comments of one or several kommuner."""


PersonsFile = SurveyFile | InvitedFile | InterviewFile | UsageFile | OwnFile
SourceFile = OjFile | KoladaFolder | PersonsFile | PlanFile
