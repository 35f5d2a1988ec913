"""The UNet of the Stable Diffusion pack: noisy latents, a timestep and a text to the velocity of v-prediction.

It works on a 16x16 grid (two latent cells a side: one cell of the world) and an 8x8 one. In its second half it
names the scene, and for each cell which piece of which object it holds and in what colour; the renderer teaches
it. Those guesses recall a first picture from `Memory`, and the last blocks draw what is left. So meaning (what is
where) and drawing (what it looks like) are learned apart: compare REPA (Yu et al., 2024).
"""

import math
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.models.text_encoder import FeedForward, TransformerBlock

CELL_VALUES = 16
"""Latent numbers in a cell of the world: four channels of two by two."""


def time_features(timestep: Tensor, width: int) -> Tensor:
    """Cosines and sines of the timestep, [B, width]."""
    rates = torch.exp(-math.log(10000) * torch.arange(width // 2, device=timestep.device) / (width // 2))
    angles = timestep[:, None].float() * rates
    return torch.cat([angles.cos(), angles.sin()], 1)


def as_cells(x: Tensor) -> Tensor:
    """[B, C, 16, 16] to [B, 256, C]."""
    return x.flatten(2).transpose(1, 2)


def as_map(cells: Tensor, side: int = 16) -> Tensor:
    """[B, side * side, C] to [B, C, side, side]."""
    return cells.transpose(1, 2).unflatten(2, (side, side))


class ResBlock(nn.Module):
    """Two convolutions around a residual; the condition [B, E] scales and shifts between them."""

    def __init__(self, width: int, condition: int) -> None:
        super().__init__()
        self.norm_in = nn.GroupNorm(16, width)
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.condition = nn.Linear(condition, 2 * width)
        self.norm_mid = nn.GroupNorm(16, width)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)

    def forward(self, x: Tensor, condition: Tensor) -> Tensor:
        scale, shift = self.condition(condition)[:, :, None, None].chunk(2, 1)
        h = self.first(F.silu(self.norm_in(x)))
        h = self.norm_mid(h) * (1 + scale) + shift
        return x + self.second(F.silu(h))


class SpatialTransformer(nn.Module):
    """A transformer block over the cells of a map [B, C, side, side], attending to the text [B, 24, D]."""

    def __init__(self, width: int, side: int, context: int) -> None:
        super().__init__()
        self.side = side
        self.block = TransformerBlock(width, width // 32, context)

    def forward(self, x: Tensor, text: Tensor) -> Tensor:
        return as_map(self.block(as_cells(x), text), self.side)


class PieceNamer(nn.Module):
    """Cells [B, 256, C] to the logits of pieces [B, 256, P].

    A piece's weights are those of its object, those of its spot in the object, and its own, which start at zero:
    what is learned of a cat's ear helps to know its tail, and the feet of a dog.
    """

    def __init__(self, width: int, objects: Tensor, spots: Tensor) -> None:
        super().__init__()
        self.register_buffer("objects", objects, persistent=False)  # [P], which object a piece belongs to
        self.register_buffer("spots", spots, persistent=False)  # [P], which spot of an object it is
        self.of_object = nn.Parameter(0.05 * torch.randn(int(objects.max()) + 1, width))
        self.of_spot = nn.Parameter(0.05 * torch.randn(int(spots.max()) + 1, width))
        self.own = nn.Parameter(torch.zeros(len(objects), width))
        self.bias = nn.Parameter(torch.zeros(len(objects)))
        nn.init.constant_(self.bias[:1].data, math.log(4 * len(objects)))  # four cells of five hold nothing

    def forward(self, cells: Tensor, among: Tensor | None = None) -> Tensor:
        """With `among` [Q], the logits of those pieces alone, [B, 256, Q]."""
        weight, bias = self.weight(), self.bias
        if among is not None:
            weight, bias = weight[among], bias[among]
        return F.linear(cells, weight, bias)

    def weight(self) -> Tensor:
        """The sum of the three, [P, C]."""
        return self.of_object[self.objects] + self.of_spot[self.spots] + self.own

    def folded(self) -> nn.Linear:
        """The same as one plain layer, for export."""
        layer = nn.Linear(self.own.shape[1], len(self.own))
        layer.weight.data, layer.bias.data = self.weight().detach().clone(), self.bias.detach().clone()
        return layer


class Names(nn.Module):
    """What the UNet believes is shown, as logits: piece and colour of each cell, and the scene behind."""

    def __init__(self, fine: int, coarse: int, pieces: tuple[Tensor, Tensor], colours: int, scenes: int) -> None:
        super().__init__()
        self.norm_cell, self.norm_scene = nn.LayerNorm(fine), nn.LayerNorm(coarse)
        self.piece = PieceNamer(fine, *pieces)
        self.colour = nn.Linear(fine, colours)
        self.scene = nn.Linear(coarse, scenes)

    def forward(self, fine: Tensor, coarse: Tensor, among: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """[B, 256, pieces] (those of `among` alone where it is given), [B, 256, colours], [B, scenes]."""
        cells = self.norm_cell(as_cells(fine))
        piece = self.piece(cells) if among is None else self.piece(cells, among)
        return piece, self.colour(cells), self.scene(self.norm_scene(coarse.mean((2, 3))))


class Memory(nn.Module):
    """Tables of latents, each a learned weight: every piece in every colour, every scene without objects.

    They start as the means over the training scenes (see training/train/memory.py). What lies behind things changes
    their cells (in the dark they glow, in the snow they have an outline): `backdrops` [scenes] gives each scene's, 0
    the plain one, and each of `tones`, a backdrop and a colour or None, has a part in the table that is added where
    both hold. The last part of a piece is how much of each number of the background behind it is left: all of it in
    piece 0, "none", and some where a thing does not fill its cell.
    """

    def __init__(self, pieces: int, colours: int, backdrops: Tensor, tones: tuple[tuple[int, int | None], ...]) -> None:
        super().__init__()
        self.tones = tones
        kinds = torch.arange(int(backdrops.max()) + 1)
        self.register_buffer("behind", (backdrops[:, None] == kinds).float(), persistent=False)  # [scenes, backdrops]
        self.parts = colours + len(tones) + 1
        self.piece = nn.Linear(pieces, self.parts * CELL_VALUES, bias=False)
        self.scene = nn.Linear(len(backdrops), 256 * CELL_VALUES, bias=False)
        with torch.no_grad():
            self.piece.weight[-CELL_VALUES:] = 0
            self.piece.weight[-CELL_VALUES:, 0] = 1

    def of_scene(self, scene: Tensor) -> Tensor:
        """The background that the scene probabilities recall, [B, 256, 16]."""
        return self.scene(scene).unflatten(-1, (256, CELL_VALUES))

    def parts_of(self, colour: Tensor, scene: Tensor) -> Tensor:
        """How much of each part of a piece's entry counts, [B, 256, colours + tones], all given as probabilities."""
        behind = (scene @ self.behind)[:, None]  # [B, 1, backdrops]
        toned = [behind[..., b] * (colour.sum(-1) if c is None else colour[..., c]) for b, c in self.tones]
        return torch.cat([colour, *(t[..., None] for t in toned)], -1)

    def forward(self, piece: Tensor, colour: Tensor, scene: Tensor, among: Tensor | None = None) -> Tensor:
        """The picture that the logits of Names recall, weighted by their probabilities: [B, 16, 16, 16]."""
        likely = piece.float().softmax(-1)  # [B, 256, pieces]
        table = self.piece.weight if among is None else self.piece.weight[:, among]
        return self.composed(F.linear(likely, table), colour, scene)

    def composed(self, entries: Tensor, colour: Tensor, scene: Tensor) -> Tensor:
        """The picture of the entries [B, 256, parts * 16] recalled for each cell, given logits of colour and scene."""
        in_parts, scene = entries.unflatten(-1, (self.parts, CELL_VALUES)), scene.float().softmax(-1)
        objects = (in_parts[:, :, :-1] * self.parts_of(colour.float().softmax(-1), scene)[..., None]).sum(2)  # [B, 256, 16]
        return as_map(objects + in_parts[:, :, -1] * self.of_scene(scene))


class Glimpse(nn.Module):
    """The whole noisy picture seen at once by a dense layer, for under much noise no part of it tells anything.

    Gives what to add to the coarse map [B, coarse, 8, 8], nothing at first, and logits of where objects stand
    [B, places], which only training uses.
    """

    def __init__(self, coarse: int, condition: int, places: int, width: int = 256, channels: int = 32) -> None:
        super().__init__()
        self.channels = channels
        self.look = nn.Linear(256 * CELL_VALUES, width)
        self.condition = nn.Linear(condition, 2 * width)
        self.think = nn.Linear(width, width)
        self.where = nn.Linear(width, places)
        nn.init.constant_(self.where.bias, -4.0)  # few places are taken
        self.spread = nn.Linear(width, 64 * channels)
        self.leave = nn.Conv2d(channels, coarse, 1)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)

    def forward(self, noisy: Tensor, condition: Tensor) -> tuple[Tensor, Tensor]:
        scale, shift = self.condition(condition).chunk(2, 1)
        h = F.silu(self.look(noisy.flatten(1))) * (1 + scale) + shift
        h = F.silu(self.think(h))
        return self.leave(self.spread(h).unflatten(1, (self.channels, 8, 8))), self.where(h)


class SecondLook(nn.Module):
    """The cells see each other's first guess, recalled as a picture, and think again; at first they change nothing."""

    def __init__(self, width: int, context: int) -> None:
        super().__init__()
        self.enter = nn.Conv2d(2 * CELL_VALUES, width, 3, padding=1)
        self.block = TransformerBlock(width, width // 32, context)
        for last in (self.block.attend_self.out, self.block.attend_text.out, self.block.feed[-1]):
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def forward(self, x: Tensor, noisy: Tensor, recalled: Tensor, text: Tensor) -> Tensor:
        cells = as_cells(x + self.enter(torch.cat([noisy, recalled], 1)))
        return x + as_map(self.block(cells, text) - cells)


class CellMixer(nn.Module):
    """A wide feed-forward on each cell by itself."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.feed = FeedForward(width)

    def forward(self, x: Tensor) -> Tensor:
        return x + as_map(self.feed(self.norm(as_cells(x))))


RECALL_ERROR = 0.16
"""Variance by which a recalled picture is taken to be wrong: how far it is trusted at each noise level."""


class UNet(nn.Module):
    """sample [B, 4, 32, 32], timestep [B] or [1], encoder_hidden_states [B, 24, text] -> velocity [B, 4, 32, 32].

    `pieces` says of each piece of an object which object it belongs to and which spot of it it is;
    `backdrops` and `tones` are those of Memory; `places` is how many places there are where an object can stand.
    """

    def __init__(
        self,
        pieces: tuple[Tensor, Tensor],
        colours: int,
        backdrops: Tensor,
        tones: tuple[tuple[int, int | None], ...],
        places: int,
        signal: Tensor,
        noise: Tensor,
        fine: int = 128,
        coarse: int = 192,
        text: int = 160,
        condition: int = 256,
    ) -> None:
        super().__init__()
        self.register_buffer("signal", signal, persistent=False)
        self.register_buffer("noise", noise, persistent=False)
        self.time_width = 128
        self.time = nn.Sequential(nn.Linear(self.time_width, condition), nn.SiLU(), nn.Linear(condition, condition))
        self.pool = nn.Linear(text, condition)
        self.broad = nn.Sequential(
            nn.Linear(4 * 32 + self.time_width, condition), nn.SiLU(), nn.Linear(condition, condition)
        )
        nn.init.zeros_(self.broad[-1].weight)
        nn.init.zeros_(self.broad[-1].bias)
        self.enter = nn.Conv2d(CELL_VALUES, fine, 3, padding=1)
        self.position = nn.Parameter(0.1 * torch.randn(1, fine, 16, 16))
        self.down_fine = ResBlock(fine, condition)
        self.shrink = nn.Conv2d(fine, coarse, 3, stride=2, padding=1)
        self.down_coarse = ResBlock(coarse, condition)
        self.down_text = SpatialTransformer(coarse, 8, text)
        self.middle = ResBlock(coarse, condition)
        self.middle_text = SpatialTransformer(coarse, 8, text)
        self.up_coarse = ResBlock(coarse, condition)
        self.up_text = SpatialTransformer(coarse, 8, text)
        self.grow = nn.Conv2d(coarse, 4 * fine, 1)
        self.up_fine = ResBlock(fine, condition)
        self.fine_text = SpatialTransformer(fine, 16, text)
        self.names = Names(fine, coarse, pieces, colours, len(backdrops))
        self.memory = Memory(len(pieces[0]), colours, backdrops, tones)
        self.glimpse = Glimpse(coarse, condition, places)
        self.second_look = SecondLook(fine, text)
        self.recall = nn.Conv2d(2 * CELL_VALUES, fine, 3, padding=1)
        self.draw = ResBlock(fine, condition)
        self.mixer = CellMixer(fine)
        self.finish = ResBlock(fine, condition)
        self.norm_out = nn.GroupNorm(16, fine)
        self.leave = nn.Conv2d(fine, CELL_VALUES, 3, padding=1)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)

    def forward(self, sample: Tensor, timestep: Tensor, encoder_hidden_states: Tensor) -> Tensor:
        return self.painted(sample, timestep, encoder_hidden_states).velocity

    def painted(self, sample: Tensor, timestep: Tensor, text: Tensor, among: Tensor | None = None) -> "Painted":
        """The velocity, and all that was believed on the way.

        `among` [Q] are the only pieces thought of, 0 first: training asks for those of its batch alone, for thousands
        of pieces in every cell take half of a step. The logits of pieces are then [B, 256, Q].
        """
        time = time_features(timestep, self.time_width).expand(sample.shape[0], -1)
        columns = (sample.mean(2) * 32**0.5).flatten(1)  # the broad shape of the noise: see training/train/coupling.py
        broad = self.broad(torch.cat([columns, time.to(columns.dtype)], 1))
        condition = F.silu(self.time(time) + self.pool(text.mean(1)) + broad)
        noisy = F.pixel_unshuffle(sample, 2)  # [B, 16, 16, 16]
        fine = self.down_fine(self.enter(noisy) + self.position, condition)
        glimpsed, where = self.glimpse(noisy, condition)
        small = self.shrink(fine) + glimpsed  # [B, coarse, 8, 8]
        coarse = self.down_text(self.down_coarse(small, condition), text)
        x = self.middle_text(self.middle(coarse, condition), text)
        coarse = self.up_text(self.up_coarse(x + small, condition), text)
        x = F.pixel_shuffle(self.grow(coarse), 2) + fine  # [B, fine, 16, 16]
        x = self.fine_text(self.up_fine(x, condition), text)
        first = self.names(x, coarse, among)
        x = self.second_look(x, noisy, self.memory(*first, among).to(noisy.dtype), text)
        names = self.names(x, coarse, among)
        recalled = self.memory(*names, among)
        x = x + self.recall(torch.cat([noisy, recalled.to(noisy.dtype)], 1))
        x = self.finish(self.mixer(self.draw(x, condition)), condition)
        rest = self.leave(F.silu(self.norm_out(x)))
        signal, noise = (t[timestep][:, None, None, None] for t in (self.signal, self.noise))
        recalled_velocity = noise / (noise**2 + RECALL_ERROR) * (signal * noisy - recalled)
        return Painted(F.pixel_shuffle(recalled_velocity + rest, 2), *names, first[0], where)


class Painted(NamedTuple):
    """velocity [B, 4, 32, 32]; logits: piece [B, 256, pieces], colour [B, 256, colours], scene [B, scenes],
    first_piece as piece but before the second look, where [B, places]."""

    velocity: Tensor
    piece: Tensor
    colour: Tensor
    scene: Tensor
    first_piece: Tensor
    where: Tensor
