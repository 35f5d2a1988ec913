"""Reads the clause library: text files of hand-written lines under `[head]` lines, with marks at their ends.

Marks: `@beach` or `@sunny` only there, `!space` never there, `%animal` only for a subject of that kind,
`1` only for one thing, `2` only for several (under `[many]`: for exactly that many).
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "library"
LIGHTS = ("sunny", "sunset", "night", "rainy", "snowy")
MARK = re.compile(r"(?:[@!%]\w+|[123])$")


@dataclass(frozen=True)
class Clause:
    """One line of the library and where it fits."""

    text: str
    places: frozenset[str] = frozenset()
    lights: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    number: int | None = None

    def fits(self, kind: str, place: str | None, light: str | None, several: bool) -> bool:
        """Whether the line may be said of such a subject, there, in that light (`number` 3 is left to the caller)."""
        return (
            (not self.places or place in self.places)
            and (not self.lights or light in self.lights)
            and not self.never & {place, light}
            and (not self.kinds or kind in self.kinds)
            and (self.number is None or (self.number > 1) == several)
        )


@dataclass(frozen=True)
class Section:
    """The lines under one head, with the words after the head's bracket (the kind of an object)."""

    kind: str
    clauses: tuple[Clause, ...] = field(default=())


def parse_clause(line: str) -> Clause:
    """Takes the marks off the end of a line."""
    words, marks = line.split(), []
    while words and MARK.fullmatch(words[-1]):
        marks.append(words.pop())
    named = {sign: frozenset(m[1:] for m in marks if m[0] == sign) for sign in "@!%"}
    numbers = [int(m) for m in marks if m.isdigit()]
    return Clause(
        " ".join(words),
        places=named["@"] - set(LIGHTS),
        lights=named["@"] & set(LIGHTS),
        never=named["!"],
        kinds=named["%"],
        number=numbers[0] if numbers else None,
    )


@lru_cache
def sections(name: str) -> dict[str, Section]:
    """The sections of `library/<name>.txt` by head."""
    found: dict[str, Section] = {}
    head, kind, clauses = "", "", []
    lines = (FOLDER / f"{name}.txt").read_text().splitlines()
    for line in [*filter(None, lines), "[]"]:
        if line.startswith("#"):
            continue
        opened = re.fullmatch(r"\[(.*?)\] ?(.*)", line)
        if not opened:
            clauses.append(parse_clause(line))
            continue
        if head:
            found[head] = Section(kind, tuple(clauses))
        head, kind, clauses = opened[1], opened[2], []
    return found


@lru_cache
def objects() -> dict[str, Section]:
    """Every object the library knows, with its kind and what it does."""
    return sections("animals") | sections("things")


def count_clauses() -> int:
    """How many lines the library holds."""
    names = [path.stem for path in FOLDER.glob("*.txt")]
    return sum(len(s.clauses) for name in names for s in sections(name).values())
