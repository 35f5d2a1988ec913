"""The encoded scenes as the diffusion trainer uses them, and the Memory tables that are made from them."""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.models.unet import CELL_VALUES, Memory
from training.train.latents import COLOUR_NAMES, load_shard, piece_count, shard_names
from training.world.captions import caption
from training.world.places import VARIANTS
from training.world.scene import SceneSpec
from training.world.tokenizer import build
from training.world.vocabulary import LIGHTS, PLACES

SCENES = [
    (p.name, light, variant) for p in PLACES for light in (LIGHTS if p.lit else (None,)) for variant in range(VARIANTS)
]
"""Every background there is."""

SHRINK = 2.0
"""Samples of prior that the additive guess counts as, in the means of the Memory tables."""


@dataclass
class Batch:
    """latents [B, 4, 32, 32], input_ids [B, 24], pieces and colours [B, 256], scene [B]."""

    latents: Tensor
    input_ids: Tensor
    pieces: Tensor
    colours: Tensor
    scene: Tensor


class Scenes:
    """Encoded scenes in memory. A caption is made anew each time a scene is drawn from it."""

    def __init__(self, names: list[str]) -> None:
        self.names: list[str] = []
        self.specs: list[SceneSpec] = []
        self.latents = np.empty((0, 4, 32, 32), np.float16)
        self.pieces, self.colours = np.empty((0, 256), np.int16), np.empty((0, 256), np.uint8)
        self.tokenizer = build()
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

    def batch(self, chosen: np.ndarray, rng: np.random.Generator, empty: float = 0.0) -> Batch:
        """The chosen scenes; a share `empty` of them with the empty prompt."""
        texts = ["" if rng.random() < empty else caption(self.specs[i], rng) for i in chosen]
        ids = [e.ids for e in self.tokenizer.encode_batch(texts)]
        scene = [SCENES.index((s.place, s.light, s.variant)) for s in (self.specs[i] for i in chosen)]
        return Batch(
            torch.from_numpy(self.latents[chosen]).float(),
            torch.tensor(ids),
            torch.from_numpy(self.pieces[chosen]).long(),
            torch.from_numpy(self.colours[chosen]).long(),
            torch.tensor(scene),
        )


def all_scenes() -> Scenes:
    """The training scenes encoded so far."""
    return Scenes(shard_names())


@torch.no_grad()
def fill_memory(memory: Memory, scenes: Scenes) -> None:
    """Sets the tables to means over the scenes.

    A piece in a colour seldom or never seen (held-out pairs) leans on piece mean + what the colour adds on average.
    """
    cells = F.pixel_unshuffle(torch.from_numpy(scenes.latents).float(), 2).flatten(2).transpose(1, 2)  # [N, 256, 16]
    pieces, colours = torch.from_numpy(scenes.pieces).long(), torch.from_numpy(scenes.colours).long()
    count = torch.zeros(piece_count(), COLOUR_NAMES)
    total = torch.zeros(piece_count(), COLOUR_NAMES, CELL_VALUES)
    shown = pieces > 0
    index = (pieces[shown], colours[shown])
    count.index_put_(index, torch.ones(len(index[0])), accumulate=True)
    total.index_put_(index, cells[shown], accumulate=True)
    mean = total / count.clamp(min=1)[..., None]
    piece_mean = total.sum(1) / count.sum(1).clamp(min=1)[:, None]
    differs = (mean - piece_mean[:, None]) * (count > 0)[..., None]
    added = (differs * count[..., None]).sum(0) / count.sum(0).clamp(min=1)[:, None]  # [colours, 16]
    guess = piece_mean[:, None] + added
    table = (total + SHRINK * guess) / (count + SHRINK)[..., None]
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
