"""A scene: what is in it (`SceneSpec`), its picture, and its caption, all from one seeded generator."""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from training.world.places import VARIANTS, background
from training.world.sprites import coverage, fitted
from training.world.vocabulary import (
    CELL,
    COLOURS,
    GRID,
    GROUND,
    LIGHTS,
    OBJECT,
    OBJECTS,

    PLACES,
    RELATIONS,
    SIZE,
    is_held_out,
)

AIR = 11
"""Row of cells on whose upper edge the box of a floating thing ends."""

SHADOW = 0.28
"""How much a shadow darkens what is under it, at most."""

SPRITE_TINT = {"sunny": (1.0, 1.0, 1.0), "sunset": (1.0, 0.95, 0.90), "night": (0.88, 0.90, 1.0)}
"""What the light does to objects: little, so that a thing keeps the colour its caption names."""

CENTRES = (6, 8, 10)
"""Columns around which an object alone may stand."""

KINDS = {"single": 0.30, "coloured": 0.25, "count": 0.15, "two": 0.18, "two coloured": 0.12}
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


def place_one(name: str, colour: str | None, centre: int) -> Placed:
    """A large object alone, its middle as near to column `centre` as the grid of two cells allows."""
    return _placed(name, colour, "large", centre)


def place_row(things: list[tuple[str, str | None]], spread: int = 0) -> tuple[Placed, ...]:
    """Two or three medium objects from left to right; `spread` 1 moves two of them further apart."""
    centres = (3, 8, 13) if len(things) == 3 else (5 - spread, 11 + spread)
    return tuple(_placed(name, colour, "medium", c) for (name, colour), c in zip(things, centres, strict=True))


def _placed(name: str, colour: str | None, size: str, centre: int) -> Placed:
    thing = OBJECT[name]
    wide, high = getattr(thing, size)
    column = int(np.clip(2 * round((centre - wide / 2) / 2), 0, GRID - wide))
    if size == "medium" and centre in (3, 8, 13):  # three in a row: five cells each, no snapping to two
        column = {3: 0, 8: 5, 13: 10}[centre] + (6 - wide) // 2
    foot = AIR + (2 if size == "large" else 0) if thing.floats else GROUND
    return Placed(name, colour, size, (column, foot - high, wide, high))


def sample_spec(rng: np.random.Generator, heldout: bool = False, kind: str | None = None) -> SceneSpec:
    """A random scene. Training ones hold no held-out pair; with `heldout` they hold at least one."""
    while True:
        spec = _any_spec(rng, kind or str(rng.choice(list(KINDS), p=list(KINDS.values()))))
        if any(is_held_out(*pair) for pair in spec.pairs()) == heldout:
            return spec


def _any_spec(rng: np.random.Generator, kind: str) -> SceneSpec:
    place = PLACES[rng.integers(len(PLACES))]
    light = LIGHTS[rng.integers(len(LIGHTS))] if place.lit else None
    variant = int(rng.integers(VARIANTS))
    with_colour = kind in ("coloured", "two coloured") or (kind == "count" and rng.random() < 0.5)
    known = [o for o in OBJECTS if o.colourable] if with_colour else OBJECTS

    def thing() -> tuple[str, str | None]:
        return known[rng.integers(len(known))].name, COLOURS[rng.integers(len(COLOURS))] if with_colour else None

    spread = int(rng.integers(2))
    if kind in ("single", "coloured"):
        return SceneSpec((place_one(*thing(), centre=int(rng.choice(CENTRES))),), place.name, light, variant)
    if kind == "count":
        return SceneSpec(place_row([thing()] * int(rng.integers(2, 4)), spread), place.name, light, variant)
    first, second = thing(), thing()
    while second[0] == first[0] or (with_colour and second[1] == first[1]):
        second = thing()
    relation = list(RELATIONS)[rng.integers(len(RELATIONS))]
    left, right = (second, first) if relation == "right of" else (first, second)
    row = place_row([left, right], spread)
    return SceneSpec(row[::-1] if relation == "right of" else row, place.name, light, variant, relation)


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
    for thing in spec.objects:
        column, row, wide, high = thing.box
        patch, shade, x, y = _stamp(thing.name, thing.colour, thing.size, light, _is_dark(spec))
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


def _is_dark(spec: SceneSpec) -> bool:
    return spec.light == "night" or spec.place == "space"


MARGIN = CELL  # pixels around a box into which its shadow and its glow may reach


@lru_cache(maxsize=4096)
def _stamp(name: str, colour: str | None, size: str, light: str, dark: bool) -> tuple[np.ndarray, np.ndarray, int, int]:
    """An object ready to be put down: under * shade + patch, both float32 in units of 0..255, and its offset."""
    sprite = fitted(name, colour, size)
    sprite = np.pad(sprite, ((MARGIN, MARGIN), (MARGIN, MARGIN), (0, 0)))
    alpha = sprite[..., 3:]
    h, w = alpha.shape[:2]
    shadow = np.zeros((h, w), np.float32)
    if not OBJECT[name].floats:
        foot = np.where(alpha[h - MARGIN - 8 : h - MARGIN, :, 0].max(0) > 0.5)[0]
        body = np.where(alpha[..., 0].max(0) > 0.5)[0]
        middle, half = (body[0] + body[-1]) / 2, max((body[-1] - body[0]) * 0.46, (foot[-1] - foot[0]) / 2 + 6)
        centre = (round(middle), h - MARGIN - 3)
        cv2.ellipse(shadow, centre, (round(half), 9), 0, 0, 360, 1, -1, cv2.LINE_AA)
        shadow = cv2.GaussianBlur(shadow, (0, 0), 2)
    under, base = 1 - SHADOW * shadow[..., None], np.zeros((h, w, 1), np.float32)
    if dark:  # a soft pale glow parts dark things from a dark place
        glow = 0.45 * cv2.GaussianBlur(alpha[..., 0], (0, 0), 7)[..., None]
        under, base = under * (1 - glow), glow
    tint = np.float32(SPRITE_TINT[light])
    patch = 255 * (sprite[..., :3] * tint * alpha + (1 - alpha) * base * np.float32((0.72, 0.76, 0.98)))
    return patch.astype(np.float32), (under * (1 - alpha)).astype(np.float32), MARGIN, MARGIN


