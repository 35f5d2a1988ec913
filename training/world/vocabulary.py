"""Everything the world knows, as data: objects, places, lights, colours, relations, and what is held out.

Captions, story grammar, WorldEval, the page's suggestions and its lexicon are all made from these lists.
"""

import hashlib
from dataclasses import dataclass

VERSION = 1

CELL = 32
"""Side of a grid cell in pixels: one DALL-E token at 256x256, two latent cells at 512x512."""

GRID = 16
"""Cells along one side of a picture."""

SIZE = CELL * GRID
"""Side of a picture in pixels."""

GROUND = 14
"""Row of cells on whose upper edge feet stand."""


@dataclass(frozen=True)
class Object:
    """One drawable thing. `large` and `medium` are (width, height) of its box in cells."""

    name: str
    art: str
    large: tuple[int, int]
    medium: tuple[int, int]
    verbs: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    plural: str = ""
    colourable: bool = True
    floats: bool = False
    mirrored: bool = False
    keeps: tuple[tuple[int, int], ...] = ()
    """Ranges of hue in degrees that a recolouring leaves alone: windows, eyes, beaks, leaves."""

    @property
    def plural_name(self) -> str:
        return self.plural or f"{self.name}s"


SITTING = ("sitting", "standing", "resting")
STANDING = ("standing",)
LYING = ("lying", "resting")

OBJECTS = (
    Object("cat", "1f408", (8, 8), (4, 4), SITTING, ("kitten", "kitty")),
    Object("dog", "1f415", (8, 8), (4, 4), SITTING, ("puppy",), mirrored=True),
    Object("rabbit", "1f407", (7, 7), (4, 4), SITTING, ("bunny",)),
    Object("penguin", "1f427", (6, 8), (3, 4), STANDING, keeps=((8, 48),)),
    Object("elephant", "1f418", (9, 8), (5, 5), STANDING),
    Object("owl", "1f989", (7, 8), (4, 4), SITTING, keeps=((38, 62),)),
    Object("duck", "1f986", (8, 8), (4, 4), SITTING, keeps=((38, 58),)),
    Object("dinosaur", "1f995", (9, 9), (5, 5), STANDING, ("dino",)),
    Object("snowman", "26c4", (7, 9), (4, 5), STANDING, plural="snowmen", colourable=False),
    Object("car", "1f697", (10, 7), (5, 4), ("parked", "standing"), keeps=((180, 230),)),
    Object("bus", "1f68c", (10, 8), (5, 4), ("parked", "standing"), plural="buses", keeps=((180, 230),)),
    Object("rocket", "1f680", (8, 8), (5, 5), ("flying",), ("spaceship",), floats=True, keeps=((180, 230), (14, 48))),
    Object("house", "1f3e0", (9, 9), (5, 5), STANDING, ("home",), keeps=((190, 225), (120, 170))),
    Object("tree", "1f333", (7, 9), (4, 5), STANDING),
    Object("ball", "26bd", (6, 6), (3, 3), LYING, ("football",)),
    Object("balloon", "1f388", (6, 8), (3, 4), ("floating", "flying"), floats=True),
    Object("teddy bear", "1f9f8", (8, 8), (4, 4), ("sitting", "resting"), ("teddy",)),
    Object("teacup", "1f375", (7, 7), (3, 3), STANDING, ("cup",), keeps=((70, 130),)),
    Object("robot", "1f916", (8, 8), (4, 4), STANDING, keeps=((180, 225),)),
    Object("apple", "1f34e", (6, 6), (3, 3), LYING, keeps=((60, 120),)),
)

OBJECT = {o.name: o for o in OBJECTS}

COLOURS = ("red", "yellow", "green", "blue", "purple", "pink", "white", "black")

LIGHTS = ("sunny", "sunset", "night")


@dataclass(frozen=True)
class Place:
    """One background. `preposition article noun` say it; `lit` places show sky and take a light word."""

    name: str
    preposition: str
    article: str
    noun: str
    lit: bool = True
    synonyms: tuple[str, ...] = ()
    """Whole phrases that say the same place when no light is named."""

    @property
    def phrase(self) -> str:
        return " ".join(w for w in (self.preposition, self.article, self.noun) if w)


PLACES = (
    Place("windowsill", "on", "a", "windowsill"),
    Place("beach", "on", "a", "beach", synonyms=("at the beach",)),
    Place("meadow", "in", "a", "meadow", synonyms=("in the meadow",)),
    Place("forest", "in", "a", "forest", synonyms=("in the forest", "in the woods")),
    Place("snow", "in", "the", "snow"),
    Place("street", "on", "a", "street", synonyms=("on the street",)),
    Place("kitchen", "in", "the", "kitchen", lit=False, synonyms=("in a kitchen",)),
    Place("space", "in", "", "space", lit=False, synonyms=("on the moon",)),
)

PLACE = {p.name: p for p in PLACES}

COUNTS = {2: "two", 3: "three"}

RELATIONS = {
    "left of": ("to the left of", "left of"),
    "right of": ("to the right of", "right of"),
    "next to": ("next to", "beside"),
    "and": ("and", "with"),
}
"""Relation to the ways of saying it. In `next to` and `and` the first thing named stands on the left."""

SUGGESTIONS = (
    "A cat sitting on a sunny windowsill",
    "A red car on a night street",
    "Two penguins in the snow",
    "A rocket flying in space",
    "A blue elephant on a sunset beach",
    "A dinosaur to the left of a house in a sunny meadow",
    "Three ducks on a sunny beach",
    "An owl in a forest at night",
    "A teddy bear next to a red balloon in the kitchen",
    "A pink rabbit in a sunny meadow",
    "A yellow bus on a sunset street",
    "A snowman and a dog in the snow",
)

ALWAYS_SEEN = {
    ("cat", "windowsill"), ("car", "red"), ("car", "street"), ("penguin", "snow"), ("rocket", "space"),
    ("elephant", "blue"), ("elephant", "beach"), ("dinosaur", "house"), ("dinosaur", "meadow"), ("house", "meadow"),
    ("duck", "beach"), ("owl", "forest"), ("balloon", "teddy bear"), ("balloon", "red"), ("balloon", "kitchen"),
    ("teddy bear", "kitchen"), ("rabbit", "pink"), ("rabbit", "meadow"), ("bus", "yellow"), ("bus", "street"),
    ("dog", "snowman"), ("dog", "snow"), ("snowman", "snow"),
}  # fmt: skip
"""Pairs that the suggestions need, whatever their hash says."""


def is_held_out(a: str, b: str) -> bool:
    """True for the tenth of (object, colour), (object, object) and (object, place) pairs never shown in training.

    The order does not matter. The choice is made by hash, so it does not move when the lists grow.
    """
    pair = tuple(sorted((a, b)))
    if pair in ALWAYS_SEEN or pair[::-1] in ALWAYS_SEEN:
        return False
    return hashlib.sha256("|".join(pair).encode()).digest()[0] % 10 == 0
