"""A scene: what is in it (`SceneSpec`), its picture, and its caption, all from one seeded generator."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from training.world.places import VARIANTS, background
from training.world.sprites import coverage, fitted
from training.world.vocabulary import (
    BASES,
    CELL,
    COLOURS,
    GRID,
    GROUND,
    LIGHTS,
    OBJECT,
    OBJECTS,
    PLACE,
    RELATIONS,
    SIZE,
    STACKED,
    Object,
    is_held_out,
)

AIR = 11
"""Row of cells on whose upper edge the box of a floating thing ends."""

AFLOAT = 12
"""Row of cells on whose upper edge boats and fish lie on a lake."""

OVER = 8
"""Row of cells on whose upper edge the box of a thing above another one ends."""

RIDER = 4
"""Cells that a thing may be wide and high, at most, to be put on another one."""

SHADOW = 0.28
"""How much a shadow darkens what is under it, at most."""

SPRITE_TINT = {"sunny": (1.0, 1.0, 1.0), "sunset": (1.0, 0.95, 0.90), "night": (0.88, 0.90, 1.0)}
"""What the light does to objects: little, so that a thing keeps the colour its caption names."""

CENTRES = (6, 8, 10)
"""Columns around which an object alone may stand."""

KINDS = {"single": 0.28, "coloured": 0.23, "count": 0.14, "two": 0.15, "two coloured": 0.11, "stacked": 0.09}
"""How often each kind of scene is drawn in training."""


@dataclass(frozen=True)
class Placed:
    """One object in a scene. `box` is (column, row, columns wide, rows high) in cells of 32 pixels."""

    name: str
    colour: str | None
    size: str
    box: tuple[int, int, int, int]


@dataclass(frozen=True)
class SceneSpec:
    """All that a picture shows. Objects are in the order a caption names them; `relation` joins two of them."""

    objects: tuple[Placed, ...]
    place: str
    light: str | None
    variant: int
    relation: str | None = None

    @property
    def count(self) -> int:
        """How many of the one kind of thing, or 1 where things are named one by one."""
        return len(self.objects) if self.relation is None else 1

    def pairs(self) -> set[tuple[str, str]]:
        """The (object, colour), (object, object) and (object, place) pairs in it."""
        found = {(o.name, o.colour) for o in self.objects if o.colour} | {(o.name, self.place) for o in self.objects}
        if self.relation:
            found.add((self.objects[0].name, self.objects[1].name))
        return found


@dataclass(frozen=True)
class Scene:
    """A drawn scene. `image` is uint8 RGB [512, 512, 3]; `cells` is uint8 [5, 16, 16]:

    kind (0 nothing, else 1 + index in OBJECTS), row and column inside the object's box, colour (0 natural,
    else 1 + index in COLOURS), size (0 medium, 1 large). The last four mean nothing where kind is 0.
    """

    image: np.ndarray
    caption: str
    spec: SceneSpec
    cells: np.ndarray


def place_one(name: str, colour: str | None, centre: int, place: str = "") -> Placed:
    """A large object alone, its middle as near to column `centre` as the grid of two cells allows.

    Only under water does it matter which `place` it is: there fish float.
    """
    return _placed(name, colour, "large", centre, place)


def place_row(things: list[tuple[str, str | None]], spread: int = 0, place: str = "") -> tuple[Placed, ...]:
    """Two or three medium objects from left to right; `spread` 1 moves two of them further apart."""
    centres = (3, 8, 13) if len(things) == 3 else (5 - spread, 11 + spread)
    return tuple(_placed(name, colour, "medium", c, place) for (name, colour), c in zip(things, centres, strict=True))


def place_over(things: list[tuple[str, str | None]], centre: int, place: str = "") -> tuple[Placed, ...]:
    """A floating medium object and under it a standing one, in this order."""
    (name, colour), under = things
    below = _placed(*under, "medium", centre, place)
    wide, high = OBJECT[name].medium
    row = min(OVER, below.box[1]) - high
    return Placed(name, colour, "medium", (_column(wide, centre), row, wide, high)), below


def place_on(things: list[tuple[str, str | None]], centre: int, place: str = "") -> tuple[Placed, ...]:
    """A medium object and the large one on which it stands, in this order."""
    (name, colour), below = things
    base = _placed(*below, "large", centre, place)
    wide, high = OBJECT[name].medium
    middle, foot = BASES[base.name]
    column = int(np.clip(base.box[0] + round(middle - wide / 2), 0, GRID - wide))
    return Placed(name, colour, "medium", (column, base.box[1] + foot - high, wide, high)), base


def slots(spec: SceneSpec) -> tuple[Placed, ...]:
    """Its objects from left to right, or from top to bottom where one is over the other."""
    if spec.relation == "on":
        return spec.objects
    axis = 1 if spec.relation in STACKED else 0
    return tuple(sorted(spec.objects, key=lambda o: o.box[axis]))


def _column(wide: int, centre: int) -> int:
    return int(np.clip(2 * round((centre - wide / 2) / 2), 0, GRID - wide))


def _placed(name: str, colour: str | None, size: str, centre: int, place: str) -> Placed:
    thing = OBJECT[name]
    wide, high = getattr(thing, size)
    column = _column(wide, centre)
    if size == "medium" and centre in (3, 8, 13):  # three in a row: five cells each, no snapping to two
        column = {3: 0, 8: 5, 13: 10}[centre] + (6 - wide) // 2
    return Placed(name, colour, size, (column, _foot(thing, size, place) - high, wide, high))


def _foot(thing: Object, size: str, place: str) -> int:
    """Row of cells on whose upper edge its box ends."""
    if thing.floats_in(place):
        return AIR + (2 if size == "large" else 0)
    return AFLOAT if place == "lake" and thing.wet_verbs else GROUND


def sample_spec(
    rng: np.random.Generator,
    heldout: bool = False,
    kind: str | None = None,
    objects: Sequence[str] | None = None,
    places: Sequence[str] | None = None,
    tries: int = 20_000,
) -> SceneSpec:
    """A random scene. Training ones hold no held-out pair; with `heldout` they hold at least one.

    `objects` and `places` are the names to choose from, all where None is given; a name that is listed twice comes
    twice as often. Where none of `tries` scenes will do (too few names for a held-out pair, or for the kind of scene)
    it raises ValueError.
    """
    choice = _Choice(rng, tuple(objects or OBJECT), tuple(places or PLACE))
    for _ in range(tries):
        spec = _any_spec(rng, kind or str(rng.choice(list(KINDS), p=list(KINDS.values()))), choice)
        if spec and any(is_held_out(*pair) for pair in spec.pairs()) == heldout:
            return spec
    raise ValueError(f"no scene of kind {kind} with held-out pairs {heldout} among {len(choice.objects)} objects")


@dataclass(frozen=True)
class _Choice:
    """The names that a scene may use."""

    rng: np.random.Generator
    objects: tuple[str, ...]
    places: tuple[str, ...]

    def place(self) -> str:
        return self.places[self.rng.integers(len(self.places))]

    def thing(self, coloured: bool, among: Callable[[str], bool] = lambda name: True) -> tuple[str, str | None] | None:
        """One of the objects that may be coloured, with a colour, or any one without; None where none fits."""
        names = [n for n in self.objects if among(n) and (OBJECT[n].colourable or not coloured)]
        if not names:
            return None
        colour = COLOURS[self.rng.integers(len(COLOURS))] if coloured else None
        return names[self.rng.integers(len(names))], colour


def _any_spec(rng: np.random.Generator, kind: str, choice: _Choice) -> SceneSpec | None:
    """A scene of a kind, or None where these names do not make one."""
    place = choice.place()
    light = LIGHTS[rng.integers(len(LIGHTS))] if PLACE[place].lit else None
    variant = int(rng.integers(VARIANTS))
    coloured = kind in ("coloured", "two coloured") or (kind in ("count", "stacked") and rng.random() < 0.5)
    spread = int(rng.integers(2))
    if kind in ("single", "coloured"):
        thing = choice.thing(coloured)
        centre = int(rng.choice(CENTRES))
        return thing and SceneSpec((place_one(*thing, centre, place),), place, light, variant)
    if kind == "count":
        thing = choice.thing(coloured, lambda name: OBJECT[name].counted)
        many = int(rng.integers(2, 4))
        return thing and SceneSpec(place_row([thing] * many, spread, place), place, light, variant)
    if kind == "stacked":
        relation = STACKED[rng.integers(len(STACKED))]
        return _stacked(rng, relation, choice, coloured, (place, light, variant))
    first, second = choice.thing(coloured), choice.thing(coloured)
    if not _differ(first, second):
        return None
    beside = [r for r in RELATIONS if r not in STACKED]
    relation = beside[rng.integers(len(beside))]
    left, right = (second, first) if relation == "right of" else (first, second)
    row = place_row([left, right], spread, place)
    return SceneSpec(row[::-1] if relation == "right of" else row, place, light, variant, relation)


def _stacked(
    rng: np.random.Generator, relation: str, choice: _Choice, coloured: bool, where: tuple[str, str | None, int]
) -> SceneSpec | None:
    place = where[0]
    centre = int(rng.choice(CENTRES))
    if relation == "on":
        things = choice.thing(coloured, lambda n: may_ride(n, place)), choice.thing(coloured, lambda n: n in BASES)
        return SceneSpec(place_on(list(things), centre, place), *where, relation) if _differ(*things) else None
    over = choice.thing(coloured, lambda n: OBJECT[n].floats_in(place))
    under = choice.thing(coloured, lambda n: not OBJECT[n].floats_in(place))
    if not _differ(over, under):
        return None
    pair = place_over([over, under], centre, place)
    return SceneSpec(pair if relation == "above" else pair[::-1], *where, relation)


def may_ride(name: str, place: str) -> bool:
    """Whether it is small and steady enough to stand on a sturdy thing."""
    return max(OBJECT[name].medium) <= RIDER and not OBJECT[name].floats_in(place)


def _differ(first: tuple[str, str | None] | None, second: tuple[str, str | None] | None) -> bool:
    """Whether both are there, are two kinds of thing, and are not of one colour."""
    if first is None or second is None or first[0] == second[0]:
        return False
    return first[1] is None or first[1] != second[1]


def draw(rng: np.random.Generator, spec: SceneSpec | None = None) -> Scene:
    """Draws a scene; without `spec` a training scene is sampled first."""
    from training.world.captions import caption  # captions speak of SceneSpec

    spec = spec or sample_spec(rng)
    image, cells = render(spec)
    return Scene(image, caption(spec, rng), spec, cells)


def render(spec: SceneSpec) -> tuple[np.ndarray, np.ndarray]:
    """The picture, uint8 [512, 512, 3], and the cell maps, uint8 [5, 16, 16] (see Scene)."""
    light = spec.light or "sunny"
    image = background(spec.place, light, spec.variant).copy()
    cells = np.zeros((5, GRID, GRID), np.uint8)
    for thing in spec.objects[::-1] if spec.relation == "on" else spec.objects:  # a base before what is on it
        column, row, wide, high = thing.box
        hovers = OBJECT[thing.name].floats_in(spec.place) or (spec.relation == "on" and thing is spec.objects[0])
        patch, shade, x, y = _stamp(thing.name, thing.colour, thing.size, light, _backdrop(spec), hovers)
        y0, x0 = row * CELL - y, column * CELL - x
        h, w = shade.shape[:2]
        cut = slice(max(0, -x0), min(w, SIZE - x0))
        under = image[y0 : y0 + h, max(0, x0) : max(0, x0) + cut.stop - cut.start]
        under[:] = (under * shade[:, cut] + patch[:, cut] + 0.5).astype(np.uint8)
        filled = coverage(thing.name, thing.size)
        window = (slice(row, row + high), slice(column, column + wide))
        rows, columns = np.mgrid[0:high, 0:wide]
        kind = 1 + OBJECTS.index(OBJECT[thing.name])
        colour = 0 if thing.colour is None else 1 + COLOURS.index(thing.colour)
        for layer, value in enumerate((kind, rows, columns, colour, int(thing.size == "large"))):
            cells[layer][window] = np.where(filled, value, cells[layer][window])
    return image, cells


def _backdrop(spec: SceneSpec) -> str:
    """What lies behind things: "dark", "snow", or "plain"."""
    if spec.light == "night" or spec.place == "space":
        return "dark"
    return "snow" if spec.place == "snow" else "plain"


MARGIN = CELL  # pixels around a box into which its shadow and its glow may reach

GLOW, RIM = (0.72, 0.76, 0.98), (0.84, 0.88, 1.00)
"""Colours of the soft glow around all things in the dark, and of the outline of dark ones there."""

CHILL = (0.50, 0.60, 0.76)
"""Colour of the outline of pale things in the snow."""

DARK, PALE = 0.42, 0.70
"""Mean of the strongest channel below which a thing is outlined in the dark, and luma above which it is in the snow."""

LUMA = np.float32((0.30, 0.59, 0.11))


@lru_cache(maxsize=512)
def _stamp(
    name: str, colour: str | None, size: str, light: str, backdrop: str, hovers: bool
) -> tuple[np.ndarray, np.ndarray, int, int]:
    """An object ready to be put down: under * shade + patch, both float32 in units of 0..255, and its offset."""
    sprite = fitted(name, colour, size)
    sprite = np.pad(sprite, ((MARGIN, MARGIN), (MARGIN, MARGIN), (0, 0)))
    alpha = sprite[..., 3:]
    under, base = np.ones_like(alpha) if hovers else 1 - SHADOW * _shadow(alpha[..., 0]), np.zeros_like(sprite[..., :3])
    for halo, tone in _halos(sprite, backdrop):
        under, base = under * (1 - halo), base * (1 - halo) + halo * np.float32(tone)
    patch = 255 * (sprite[..., :3] * np.float32(SPRITE_TINT[light]) * alpha + (1 - alpha) * base)
    return patch.astype(np.float32), (under * (1 - alpha)).astype(np.float32), MARGIN, MARGIN


def _shadow(alpha: np.ndarray) -> np.ndarray:
    """The soft shadow at a thing's foot, [h, w, 1] in [0, 1]."""
    h, w = alpha.shape
    shadow = np.zeros((h, w), np.float32)
    foot = np.where(alpha[h - MARGIN - 8 : h - MARGIN].max(0) > 0.5)[0]
    body = np.where(alpha.max(0) > 0.5)[0]
    middle, half = (body[0] + body[-1]) / 2, max((body[-1] - body[0]) * 0.46, (foot[-1] - foot[0]) / 2 + 6)
    cv2.ellipse(shadow, (round(middle), h - MARGIN - 3), (round(half), 9), 0, 0, 360, 1, -1, cv2.LINE_AA)
    return cv2.GaussianBlur(shadow, (0, 0), 2)[..., None]


def _halos(sprite: np.ndarray, backdrop: str) -> list[tuple[np.ndarray, tuple[float, float, float]]]:
    """What parts a thing from a backdrop of its own brightness: masks [h, w, 1] and their colours, inmost last."""
    alpha = sprite[..., 3]
    halos = []
    if backdrop == "dark":
        halos.append((0.45 * cv2.GaussianBlur(alpha, (0, 0), 7)[..., None], GLOW))
        if _mean(sprite[..., :3].max(2), alpha) < DARK:
            halos.append((0.75 * _rim(alpha), RIM))
    elif backdrop == "snow" and _mean(sprite[..., :3] @ LUMA, alpha) > PALE:
        halos.append((0.60 * _rim(alpha), CHILL))
    return halos


def _mean(of: np.ndarray, alpha: np.ndarray) -> float:
    return float((of * alpha).sum() / alpha.sum())


def _rim(alpha: np.ndarray) -> np.ndarray:
    """The thing, three pixels wider all around, [h, w, 1]."""
    wider = cv2.dilate(alpha, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7)))
    return cv2.GaussianBlur(wider, (0, 0), 1)[..., None]
