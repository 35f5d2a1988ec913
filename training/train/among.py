"""Which pieces a training step thinks of: those of the objects in its batch, and some others.

In a world of thousands of pieces a softmax over all of them in each of 256 cells, twice, takes half of a step. What
stands in none of a batch's scenes is soon told apart, so a sample of it is enough: sampled softmax (Jean et al., 2015).
Only training does so; held-out figures and the shipped graph think of all.
"""

from functools import lru_cache

import numpy as np
import torch
from torch import Tensor

from training.train.latents import piece_factors

FEW = 1408
"""Pieces thought of in a step, unless the batch's own are more; a round number, for speed."""


@lru_cache(maxsize=1)
def objects_of_pieces() -> Tensor:
    """The number of each piece's object, [P]; 0 for piece 0, "none"."""
    return piece_factors()[0]


def pieces_among(pieces: Tensor, rng: np.random.Generator, few: int = FEW) -> Tensor:
    """Numbers of pieces in ascending order, [Q], 0 first: all of the objects in pieces [B, 256], then others by chance."""
    owner = objects_of_pieces()
    shown = torch.zeros(int(owner.max()) + 1, dtype=torch.bool)
    shown[owner[pieces.unique()]] = True
    shown[0] = True
    needed = shown[owner].nonzero()[:, 0]
    others = (~shown)[owner].nonzero()[:, 0]
    order = torch.from_numpy(rng.permutation(int(shown.shape[0])))[owner[others]].argsort(stable=True)  # object by object
    room = max(few, -(-len(needed) // 128) * 128) - len(needed)
    return torch.cat([needed, others[order[:room]]]).sort().values
