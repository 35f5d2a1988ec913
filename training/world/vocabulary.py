"""Everything the world knows, as data: objects, places, lights, colours, relations, and what is held out.

Captions, story grammar, WorldEval, the page's suggestions and its lexicon are all made from these lists.
"""

import hashlib
from dataclasses import dataclass

VERSION = 2

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
    swims: bool = False
    """Floats where the place is under water, and stands on its belly anywhere else."""
    counted: bool = True
    """Whether two or three of it make a picture: books are many already."""
    wet_verbs: tuple[str, ...] = ()
    """What it does in and by water instead of its `verbs`."""
    mirrored: bool = False
    keeps: tuple[tuple[int, int], ...] = ()
    """Ranges of hue in degrees that a recolouring leaves alone: windows, eyes, beaks, leaves."""
    keeps_pale: bool = False
    """Whether a recolouring leaves its pale parts alone, too."""
    dark: float = 0.42
    """Brightness below which a part is dark and keeps its colour."""

    @property
    def plural_name(self) -> str:
        return self.plural or f"{self.name}s"

    def floats_in(self, place: str) -> bool:
        """Whether it hangs in the air, or in the water, of this place."""
        return self.floats or (self.swims and place == "underwater")

    def verbs_in(self, place: str) -> tuple[str, ...]:
        """What it may be said to do there."""
        return self.wet_verbs if self.wet_verbs and place in WET else self.verbs


SITTING = ("sitting", "standing", "resting")
STANDING = ("standing",)
LYING = ("lying", "resting")
RESTING = ("resting", "sitting")
FLYING = ("flying",)
FLOATING = ("floating", "flying")
GROWING = ("growing", "standing")
CRAWLING = ("crawling", "resting")
SWIMMING = ("swimming",)

WET = ("beach", "lake", "underwater")
"""Places with water."""

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
    Object("fox", "1f98a", (7, 7), (4, 4), RESTING, plural="foxes"),
    Object("bear", "1f43b", (9, 8), (5, 5), RESTING),
    Object("bird", "1f426", (6, 6), (3, 3), ("standing", "resting"), keeps=((36, 58),)),
    Object("fish", "1f41f", (7, 6), (4, 4), LYING, plural="fish", swims=True, wet_verbs=SWIMMING),
    Object("whale", "1f433", (9, 9), (5, 5), LYING, swims=True, wet_verbs=SWIMMING),
    Object("dolphin", "1f42c", (7, 9), (4, 5), ("resting",), swims=True, wet_verbs=SWIMMING),
    Object("turtle", "1f422", (9, 6), (5, 3), CRAWLING, ("tortoise",)),
    Object("frog", "1f438", (6, 6), (3, 3), RESTING, keeps=((34, 62),)),
    Object("butterfly", "1f98b", (6, 6), (3, 3), FLYING, plural="butterflies", floats=True),
    Object("bee", "1f41d", (5, 5), (3, 3), FLYING, ("bumblebee",), floats=True, keeps=((185, 225),)),
    Object("horse", "1f40e", (9, 9), (5, 5), ("standing", "running"), ("pony",)),
    Object("cow", "1f404", (9, 8), (5, 5), STANDING),
    Object("pig", "1f416", (8, 6), (5, 4), STANDING, ("piglet",)),
    Object("sheep", "1f411", (8, 8), (4, 4), STANDING, ("lamb",), plural="sheep"),
    Object("lion", "1f981", (8, 8), (4, 4), RESTING),
    Object("tiger", "1f42f", (8, 8), (4, 4), RESTING),
    Object("snail", "1f40c", (6, 6), (3, 3), CRAWLING),
    Object("octopus", "1f419", (7, 7), (4, 4), RESTING, plural="octopuses", swims=True, wet_verbs=SWIMMING),
    Object("strawberry", "1f353", (5, 6), (3, 3), LYING, plural="strawberries", keeps=((60, 130),)),
    Object("cake", "1f382", (7, 7), (4, 4), STANDING),
    Object("mushroom", "1f344", (6, 6), (3, 3), GROWING, ("toadstool",), keeps_pale=True),
    Object("cactus", "1f335", (8, 9), (4, 5), GROWING, plural="cacti"),
    Object("sunflower", "1f33b", (7, 9), (4, 5), GROWING, ("flower",), keeps=((70, 175),)),
    Object("castle", "1f3f0", (9, 9), (5, 5), STANDING),
    Object("train", "1f682", (10, 9), (5, 5), STANDING, keeps=((180, 230),), dark=0.56),
    Object("bicycle", "1f6b2", (9, 7), (5, 4), ("parked", "standing"), ("bike",)),
    Object("airplane", "2708-fe0f", (9, 9), (5, 5), FLYING, ("plane", "aeroplane"), floats=True),
    Object("boat", "26f5", (9, 9), (5, 5), ("resting",), ("sailboat", "ship"), wet_verbs=("sailing", "floating"),
           keeps=((195, 230),)),
    Object("books", "1f4da", (6, 6), (3, 3), LYING, ("book",), plural="books", counted=False),
    Object("guitar", "1f3b8", (7, 7), (4, 4), LYING),
    Object("umbrella", "2602-fe0f", (8, 8), (4, 4), STANDING),
    Object("chair", "1fa91", (6, 8), (3, 4), STANDING),
    Object("present", "1f381", (7, 7), (4, 4), ("lying", "standing"), ("gift",)),
    Object("ghost", "1f47b", (8, 8), (4, 4), FLOATING, floats=True),
)  # fmt: skip

OBJECT = {o.name: o for o in OBJECTS}

GROUPS = {
    "animals": "cat dog rabbit fox bear horse cow pig sheep lion tiger elephant dinosaur",
    "small": "bird duck owl penguin fish whale dolphin octopus turtle frog snail butterfly bee",
    "travel": "car bus train bicycle airplane rocket boat balloon house castle",
    "garden": "tree sunflower cactus mushroom apple strawberry cake teacup",
    "play": "ball guitar books umbrella chair present robot snowman ghost teddy_bear",
}
"""How the picture keyboard groups the objects: small animals and those of air and water are one group."""

GROUP_OF = {name.replace("_", " "): group for group, names in GROUPS.items() for name in names.split()}
assert GROUP_OF.keys() == OBJECT.keys()

BASES = {
    "car": (5.5, 0),
    "bus": (5, 0),
    "house": (4.5, 1),
    "elephant": (5.5, 1),
    "horse": (5, 3),
    "cow": (5, 2),
    "pig": (4.5, 0),
    "turtle": (5, 1),
    "mushroom": (3, 0),
    "train": (7, 1),
    "books": (2, 1),
    "chair": (3, 4),
    "present": (3.5, 2),
}
"""Sturdy things, and the point of their large box, in cells, on which whatever is on them stands."""

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
    Place("desert", "in", "a", "desert", synonyms=("in the desert",)),
    Place("bedroom", "in", "the", "bedroom", lit=False, synonyms=("in a bedroom",)),
    Place("lake", "by", "a", "lake", synonyms=("by the lake", "at the lake", "on a lake")),
    Place("farm", "on", "a", "farm", synonyms=("on the farm", "at the farm")),
    Place("garden", "in", "a", "garden", synonyms=("in the garden",)),
    Place("mountain", "on", "a", "mountain", synonyms=("on the mountain", "in the mountains")),
    Place("park", "in", "a", "park", synonyms=("in the park",)),
    Place("underwater", "under", "the", "sea", lit=False, synonyms=("underwater", "under water", "in the sea")),
)

PLACE = {p.name: p for p in PLACES}

COUNTS = {2: "two", 3: "three"}

RELATIONS = {
    "left of": ("to the left of", "left of"),
    "right of": ("to the right of", "right of"),
    "next to": ("next to", "beside"),
    "and": ("and", "with"),
    "above": ("above", "over"),
    "below": ("below", "under"),
    "on": ("on", "on top of"),
}
"""Relation to the ways of saying it. In `next to` and `and` the first thing named stands on the left."""

STACKED = ("above", "below", "on")
"""Relations of things one over the other; in the others they stand side by side."""

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
    "A yellow fish swimming under the sea",
    "A cow and a pig on a sunny farm",
    "A butterfly above a sunflower in a sunny garden",
    "A cat on a chair in the kitchen",
    "A cactus in a desert at sunset",
    "A sailboat on a lake",
    "A castle on a mountain at night",
    "A frog on a mushroom in the forest",
    "Two red bicycles in a park",
    "A purple octopus under the sea",
    "A teddy bear and a present in the bedroom",
    "A ghost above a house on a night street",
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
