"""The encoded scenes as the diffusion trainer uses them, and the Memory tables that are made from them."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from training.models.unet import CELL_VALUES, Memory
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

ENOUGH = 3
"""Samples of a piece in a colour from which its mean is trusted."""


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
    """How often a scene is shown: those of two different things PAIRS times as often, those of new things NEW times."""
    new = spec.place in NEW_PLACES or any(o.name in NEW_OBJECTS for o in spec.objects)
    return (PAIRS if spec.relation else 1.0) * (NEW if new else 1.0)


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


def all_scenes() -> Scenes:
    """The training scenes encoded so far."""
    return Scenes(shard_names())


@torch.no_grad()
def fill_memory(memory: Memory, scenes: Scenes) -> None:
    """Sets the tables to means over the scenes; see guess_unseen for what was never shown, such as held-out pairs."""
    cells = F.pixel_unshuffle(torch.from_numpy(scenes.latents).float(), 2).flatten(2).transpose(1, 2)  # [N, 256, 16]
    pieces, colours = torch.from_numpy(scenes.pieces).long(), torch.from_numpy(scenes.colours).long()
    count = torch.zeros(piece_count(), COLOUR_NAMES)
    total = torch.zeros(piece_count(), COLOUR_NAMES, CELL_VALUES)
    shown = pieces > 0
    plain = shown & torch.tensor([s.relation != "on" for s in scenes.specs])[:, None]  # nothing shines through
    index = (pieces[plain], colours[plain])
    count.index_put_(index, torch.ones(len(index[0])), accumulate=True)
    total.index_put_(index, cells[plain], accumulate=True)
    table = total / count.clamp(min=1)[..., None]
    guess_unseen(table, count)
    table[0] = 0
    memory.piece.weight.copy_(table.flatten(1).T)

    number = torch.tensor([SCENES.index((s.place, s.light, s.variant)) for s in scenes.specs])
    behind, seen = torch.zeros(len(SCENES), 256, CELL_VALUES), torch.zeros(len(SCENES), 256)
    for k in range(len(SCENES)):
        bare = (~shown[number == k]).float()
        behind[k] = (cells[number == k] * bare[..., None]).sum(0)
        seen[k] = bare.sum(0)
    behind = behind / seen.clamp(min=1)[..., None]
    memory.scene.weight.copy_(behind.flatten(1).T)


def guess_unseen(table: Tensor, count: Tensor) -> None:
    """Fills what was seen too seldom of table [pieces, colours, 16], seen `count` [pieces, colours] times, in place.

    For each colour a linear map, learned on the pieces seen in it, says from a piece's other colours how it would look.
    """
    seen = count >= ENOUGH
    piece_mean = (table * seen[..., None]).sum(1) / seen.sum(1).clamp(min=1)[:, None]
    filled = torch.where(seen[..., None], table, piece_mean[:, None])
    for colour in range(1, COLOUR_NAMES):
        others = [c for c in range(1, COLOUR_NAMES) if c != colour]
        x = torch.cat([filled[:, others].flatten(1), torch.ones(len(table), 1)], 1)
        known, unknown = seen[:, colour], ~seen[:, colour]
        if not known.any() or not unknown.any():
            continue
        ridge = 0.02 * known.sum() * torch.eye(x.shape[1])
        weights = torch.linalg.solve(x[known].T @ x[known] + ridge, x[known].T @ filled[known, colour])
        table[unknown, colour] = x[unknown] @ weights
