"""The Memory tables at the start of training: means over the encoded scenes, and guesses of what was never shown."""

import torch
import torch.nn.functional as F
from torch import Tensor

from training.models.unet import CELL_VALUES, Memory
from training.train.diffusion_data import BACKDROPS, SCENES, TONES, Scenes, backdrop
from training.train.latents import COLOUR_NAMES, piece_count

ENOUGH = 3
"""Samples of a piece in a colour from which its mean is trusted."""

FEW = 2
"""How many samples without any difference a tone's mean is mixed with."""

GUESSES = 3
"""Rounds of guessing what was never shown from what was, and from earlier guesses."""

ROUNDS = 3
"""Turns in which the looks in each colour, the tones' differences and what shines through are fitted to each other."""


@torch.no_grad()
def fill_memory(memory: Memory, scenes: Scenes) -> None:
    """Sets the tables to means over the scenes; see guess_unseen for what was never shown, such as held-out pairs."""
    cells = F.pixel_unshuffle(torch.from_numpy(scenes.latents).float(), 2).flatten(2).transpose(1, 2)  # [N, 256, 16]
    pieces, colours = torch.from_numpy(scenes.pieces).long(), torch.from_numpy(scenes.colours).long()
    shown = pieces > 0
    number = torch.tensor([SCENES.index((s.place, s.light, s.variant)) for s in scenes.specs])
    bare = torch.zeros(len(SCENES), 256, CELL_VALUES)
    for k in range(len(SCENES)):
        free = (~shown[number == k]).float()
        bare[k] = (cells[number == k] * free[..., None]).sum(0) / free.sum(0).clamp(min=1)[..., None]
    memory.scene.weight.copy_(bare.flatten(1).T)

    plain = shown & torch.tensor([s.relation != "on" for s in scenes.specs])[:, None]  # no other thing shines through
    row, place = plain.nonzero(as_tuple=True)
    behind = torch.tensor([BACKDROPS.index(backdrop(s.place, s.light)) for s in scenes.specs])[row]
    table = piece_table(cells[plain], pieces[plain], colours[plain], behind, bare[number[row], place])
    memory.piece.weight.copy_(table.flatten(1).T)


def piece_table(cells: Tensor, pieces: Tensor, colours: Tensor, behind: Tensor, bare: Tensor) -> Tensor:
    """[pieces, colours + tones + 1, 16] from cells [N, 16], each with its piece, colour and backdrop [N] and the
    background that lies behind it, bare [N, 16]."""
    tones, left = torch.zeros(piece_count(), len(TONES), CELL_VALUES), torch.zeros(piece_count(), CELL_VALUES)
    holds = [(behind == b) & (torch.ones_like(colours, dtype=torch.bool) if c is None else colours == c) for b, c in TONES]
    looks, kinds = pieces * COLOUR_NAMES + colours, piece_count() * COLOUR_NAMES
    unlike = bare - means(bare, looks, kinds)[0][looks]  # from what is behind that piece in that colour on the whole
    for _ in range(ROUNDS):
        toned = sum(tones[pieces, k] * on[:, None] for k, on in enumerate(holds))
        look, count = means(cells - toned - left[pieces] * bare, looks, kinds)
        over = cells - look[looks]
        for k, on in enumerate(holds):
            others = toned - tones[pieces, k] * on[:, None]
            mean, times = means((over - others - left[pieces] * bare)[on], pieces[on], piece_count())
            tones[:, k] = mean * (times / (times + FEW))[:, None]
            toned = others + tones[pieces, k] * on[:, None]
        over = over - toned
        spread = means(unlike.square(), pieces, piece_count())
        both = means(unlike * (over - means(over, looks, kinds)[0][looks]), pieces, piece_count())[0]
        left = both / (spread[0] + 1 / spread[1].clamp(min=1)[:, None])
    look, count = means(cells - toned - left[pieces] * bare, looks, kinds)
    look, count = look.unflatten(0, (-1, COLOUR_NAMES)), count.unflatten(0, (-1, COLOUR_NAMES))
    guess_unseen(look, count)
    look[0], left[0] = 0, 1
    return torch.cat([look, tones, left[:, None]], 1)


def means(values: Tensor, index: Tensor, many: int) -> tuple[Tensor, Tensor]:
    """Mean of the values [N, 16] of each index, [many, 16], and how many there are, [many]."""
    count = torch.zeros(many).index_add_(0, index, torch.ones(len(index)))
    total = torch.zeros(many, values.shape[1]).index_add_(0, index, values)
    return total / count.clamp(min=1)[:, None], count


def guess_unseen(table: Tensor, count: Tensor) -> None:
    """Fills what was seen too seldom of table [pieces, colours, 16], seen `count` [pieces, colours] times, in place.

    For each colour a linear map, learned on the pieces seen in it, says from a piece's other colours how it would look;
    in a second round those others may be guesses of the first. On pairs left out this makes a third less error.
    """
    seen = count >= ENOUGH
    piece_mean = (table * seen[..., None]).sum(1) / seen.sum(1).clamp(min=1)[:, None]
    filled = torch.where(seen[..., None], table, piece_mean[:, None])
    for _ in range(GUESSES):
        filled = torch.where(seen[..., None], table, guessed(filled, seen))
    table[:, 1:] = filled[:, 1:]


def guessed(filled: Tensor, seen: Tensor) -> Tensor:
    """Each entry of filled [pieces, colours, 16] as the linear map from the piece's other colours would have it."""
    out = filled.clone()
    for colour in range(1, COLOUR_NAMES):
        others = [c for c in range(1, COLOUR_NAMES) if c != colour]
        x = torch.cat([filled[:, others].flatten(1), torch.ones(len(filled), 1)], 1)
        known = seen[:, colour]
        if known.any():
            ridge = 0.02 * known.sum() * torch.eye(x.shape[1])
            out[:, colour] = x @ torch.linalg.solve(x[known].T @ x[known] + ridge, x[known].T @ filled[known, colour])
    return out
