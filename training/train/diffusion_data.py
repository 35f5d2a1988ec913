"""The encoded scenes as the diffusion trainer uses them."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.train.latents import (
    COLOUR_NAMES,
    from_behind,
    load_shard,
    piece_count,
    piece_numbers,
    shard_names,
    where_of,
)
from training.world.captions import caption
from training.world.places import VARIANTS
from training.world.scene import SceneSpec, sample_spec, slots
from training.world.tokenizer import build
from training.world.vocabulary import COLOURS, LIGHTS, OBJECTS, PLACES

SCENES = [
    (p.name, light, variant) for p in PLACES for light in (LIGHTS if p.lit else (None,)) for variant in range(VARIANTS)
]
"""Every background there is."""

PAIRS = 2.2
"""How much oftener scenes of two different things are shown: then they are more than half."""

ON = 2 * PAIRS
"""The same of things that stand on others: there each looks as it does nowhere else."""

NEW = 1.5
"""How much oftener scenes with things or places that came last into the world are shown."""
NEW_OBJECTS, NEW_PLACES = {o.name for o in OBJECTS[20:]}, {p.name for p in PLACES[8:]}

FRESH = 0.5
"""Share of captions alone that are of scenes never drawn, and of those the kinds of scene."""
FRESH_KINDS = {"single": 0.1, "coloured": 0.15, "count": 0.1, "two": 0.15, "two coloured": 0.3, "stacked": 0.2}

SLOTS = 3
"""The most things in a scene."""

NAMES = [o.name for o in OBJECTS]
KINDS = 1 + len(OBJECTS)

BACKDROPS = ("plain", "dark", "snow")
"""What can lie behind things and changes how they are drawn; see training/world/scene.py."""

BLACK, WHITE = (2 + COLOURS.index(c) for c in ("black", "white"))
TONES = ((1, None), (2, None), (1, BLACK), (2, WHITE))
"""Backdrops, alone and with a colour, whose difference to the plain look has a part in the tables of pieces."""


@dataclass
class Batch:
    """latents [B, 4, 32, 32], input_ids [B, 24], pieces and colours [B, 256], scene [B], where [B, places], the scenes;
    slots [B, 256]: 1 for cells of the leftmost (or topmost) thing, 2 for those of the next, 0 for none."""

    latents: Tensor
    input_ids: Tensor
    pieces: Tensor
    colours: Tensor
    scene: Tensor
    where: Tensor
    slots: Tensor
    specs: list[SceneSpec]


def weight_of(spec: SceneSpec) -> float:
    """How often a scene is shown: two different things PAIRS or ON times as often, new things NEW times."""
    new = spec.place in NEW_PLACES or any(o.name in NEW_OBJECTS for o in spec.objects)
    return {None: 1.0, "on": ON}.get(spec.relation, PAIRS) * (NEW if new else 1.0)


@dataclass
class Captions:
    """input_ids [B, 24], and what is in each slot (left to right, or top to bottom): kinds and colours [B, SLOTS], 0
    nothing."""

    input_ids: Tensor
    kinds: Tensor
    colours: Tensor


class Scenes:
    """Encoded scenes in memory. A caption is made anew each time a scene is drawn from it."""

    def __init__(self, names: list[str]) -> None:
        self.names: list[str] = []
        self.specs: list[SceneSpec] = []
        self.latents = np.empty((0, 4, 32, 32), np.float16)
        self.ends = np.empty(0)
        self.pieces, self.colours = np.empty((0, 256), np.int16), np.empty((0, 256), np.uint8)
        self.add(names)

    def add(self, names: list[str]) -> None:
        """Loads the shards not yet loaded."""
        for name in (n for n in names if n not in self.names):
            latents, specs, pieces, colours = load_shard(name)
            self.names.append(name)
            self.specs += specs
            self.latents = np.concatenate([self.latents, latents])
            self.pieces = np.concatenate([self.pieces, pieces.reshape(-1, 256)])
            self.colours = np.concatenate([self.colours, colours.reshape(-1, 256)])

    def some(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """Numbers of scenes by chance, as often as `weight_of` says."""
        if len(self.ends) < len(self.specs):
            self.ends = np.cumsum([weight_of(s) for s in self.specs])
        return np.searchsorted(self.ends, rng.random(count) * self.ends[-1], side="right")

    def captions(self, count: int, rng: np.random.Generator) -> Captions:
        """New captions without their pictures: of scenes here and of fresh ones, which cost next to nothing."""
        fresh = round(count * FRESH)
        kinds_of = rng.choice(list(FRESH_KINDS), size=fresh, p=list(FRESH_KINDS.values()))
        specs = [sample_spec(rng, kind=str(kind)) for kind in kinds_of]
        specs += [self.specs[i] for i in self.some(count - fresh, rng)]
        return captions_of(specs, rng)

    def batch(self, chosen: np.ndarray, rng: np.random.Generator, empty: float = 0.0) -> Batch:
        """The chosen scenes; a share `empty` of them with the empty prompt."""
        texts = ["" if rng.random() < empty else caption(self.specs[i], rng) for i in chosen]
        ids = [e.ids for e in tokenizer().encode_batch(texts)]
        scene = [SCENES.index((s.place, s.light, s.variant)) for s in (self.specs[i] for i in chosen)]
        return Batch(
            torch.from_numpy(self.latents[chosen]).float(),
            torch.tensor(ids),
            torch.from_numpy(self.pieces[chosen]).long(),
            torch.from_numpy(self.colours[chosen]).long(),
            torch.tensor(scene),
            torch.from_numpy(np.stack([where_of(self.specs[i]) for i in chosen])),
            torch.from_numpy(np.stack([slots_of(self.specs[i]) for i in chosen])),
            [self.specs[i] for i in chosen],
        )


def captions_of(specs: list[SceneSpec], rng: np.random.Generator) -> Captions:
    """A new caption of each scene."""
    ids = [e.ids for e in tokenizer().encode_batch([caption(s, rng) for s in specs])]
    kinds, colours = torch.zeros(2, len(specs), SLOTS, dtype=torch.long)
    for k, spec in enumerate(specs):
        for slot, thing in enumerate(slots(spec)):
            kinds[k, slot] = 1 + NAMES.index(thing.name)
            colours[k, slot] = 1 if thing.colour is None else 2 + COLOURS.index(thing.colour)
    return Captions(torch.tensor(ids), kinds, colours)


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    """The world's tokenizer, built once."""
    return build()


def slots_of(spec: SceneSpec) -> np.ndarray:
    """Which of the things, in the order of `slots`, each cell shows, from 1 on, int64 [256]; 0 where there is none."""
    shown, order = np.zeros((16, 16), np.int64), slots(spec)
    for thing in from_behind(spec):
        column, row, wide, high = thing.box
        window = (slice(row, row + high), slice(column, column + wide))
        shown[window] = np.where(piece_numbers()[thing.name, thing.size], 1 + order.index(thing), shown[window])
    return shown.ravel()


def backdrops() -> Tensor:
    """The number in BACKDROPS of each of SCENES, int64 [scenes]."""
    return torch.tensor([BACKDROPS.index(backdrop(place, light)) for place, light, _ in SCENES])


def backdrop(place: str, light: str | None) -> str:
    """What lies behind things there, one of BACKDROPS."""
    if light == "night" or place == "space":
        return "dark"
    return "snow" if place == "snow" else "plain"


def all_scenes() -> Scenes:
    """The training scenes encoded so far."""
    return Scenes(shard_names())
