"""A small DALL-E: a bidirectional text encoder and a causal decoder that draws 256 picture tokens.

The shape is DALL-E mini's (Dayma et al. 2021, BART: Lewis et al. 2019). The decoder's place t holds the
token drawn last and says the next, that of cell t, so its position is cell t's row and column. Three
heads of each layer lean towards the neighbours of that cell: above, above right and above left.
"""

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

CELLS, GRID = 256, 16
NEIGHBOURS = (15, 14, 16)  # how many places back: place t - 15 holds the cell above cell t
LEANING = 5.0  # added to a head's scores there
MAPS = {"kind": 21, "row": 16, "column": 16, "colour": 9, "size": 2}  # of training.world, and their values


@dataclass(frozen=True)
class Shape:
    words: int
    codes: int
    width: int = 192
    heads: int = 6
    encoder_layers: int = 3
    decoder_layers: int = 6
    named_after: int = 4  # after how many decoder layers the next cell is named (training only)

    @property
    def start(self) -> int:
        """The token fed before the first."""
        return self.codes

    @property
    def per_head(self) -> int:
        return self.width // self.heads

    def to_dict(self) -> dict[str, int]:
        return asdict(self)


def split(x: Tensor, heads: int) -> Tensor:
    """[B, T, C] -> [B, H, T, C/H]"""
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


def attend(q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
    """Queries [B, H, T, D] over S keys; bias is added to the scores. Gives [B, T, H D] and weights [B, H, T, S]."""
    scores = q * q.shape[-1] ** -0.5 @ k.transpose(-1, -2)
    weights = (scores + bias.to(scores.dtype)).softmax(-1)
    return (weights @ v).transpose(1, 2).flatten(2), weights


class SelfAttention(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.out = _quiet(nn.Linear(width, width))

    def forward(self, x: Tensor, bias: Tensor, past: tuple[Tensor, Tensor] | None = None) -> tuple[Tensor, tuple[Tensor, Tensor], Tensor]:
        """[B, T, C], keys and values of earlier places [B, H, P, D] -> what to add, all keys and values, weights."""
        q, k, v = (split(part, self.heads) for part in self.qkv(self.norm(x)).chunk(3, -1))
        if past is not None:
            k, v = torch.cat([past[0], k], 2), torch.cat([past[1], v], 2)
        added, weights = attend(q, k, v, bias)
        return self.out(added), (k, v), weights


class CrossAttention(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.query = nn.Linear(width, width, bias=False)
        self.memory = nn.Linear(width, 2 * width, bias=False)
        self.out = _quiet(nn.Linear(width, width))

    def remember(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Words [B, E, C] -> their keys and values [B, H, E, D]."""
        k, v = self.memory(words).chunk(2, -1)
        return split(k, self.heads), split(v, self.heads)

    def forward(self, x: Tensor, memory: tuple[Tensor, Tensor], bias: Tensor) -> tuple[Tensor, Tensor]:
        """[B, T, C] -> what to add, and the weight of each word [B, H, T, E]."""
        added, weights = attend(split(self.query(self.norm(x)), self.heads), *memory, bias)
        return self.out(added), weights


class FeedForward(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.inward = nn.Linear(width, 4 * width)
        self.out = _quiet(nn.Linear(4 * width, width))

    def forward(self, x: Tensor) -> Tensor:
        return self.out(F.gelu(self.inward(self.norm(x))))


class EncoderLayer(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.attention, self.feed_forward = SelfAttention(width, heads), FeedForward(width)

    def forward(self, x: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
        added, _, weights = self.attention(x, bias)
        x = x + added
        return x + self.feed_forward(x), weights


class TextEncoder(nn.Module):
    def __init__(self, shape: Shape, length: int = 24) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.words, shape.width)
        self.places = nn.Parameter(torch.randn(length, shape.width) * 0.02)
        self.layers = nn.ModuleList(EncoderLayer(shape.width, shape.heads) for _ in range(shape.encoder_layers))
        self.norm = nn.LayerNorm(shape.width)
        nn.init.normal_(self.words.weight, std=0.05)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Words int64 [B, 24], mask int64 [B, 24] (1 where a word is) -> [B, 24, C]."""
        x, bias = self.words(ids) + self.places, hide(mask)
        for layer in self.layers:
            x, _ = layer(x, bias)
        return self.norm(x)


class DecoderLayer(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.attention, self.cross = SelfAttention(width, heads), CrossAttention(width, heads)
        self.feed_forward = FeedForward(width)


class PictureDecoder(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.codes = nn.Embedding(shape.codes + 1, shape.width)
        self.rows = nn.Parameter(torch.randn(GRID, shape.width) * 0.02)
        self.columns = nn.Parameter(torch.randn(GRID, shape.width) * 0.02)
        self.layers = nn.ModuleList(DecoderLayer(shape.width, shape.heads) for _ in range(shape.decoder_layers))
        self.norm = nn.LayerNorm(shape.width)
        self.head = nn.Linear(shape.width, shape.codes)
        self.namer = nn.Linear(shape.width, sum(MAPS.values()))
        leaning = torch.zeros(shape.heads, CELLS)
        for head, back in enumerate(NEIGHBOURS):
            leaning[head, back] = LEANING
        self.register_buffer("leaning", leaning, persistent=False)
        nn.init.normal_(self.codes.weight, std=0.05)

    @torch.no_grad()
    def liken(self, patches: Tensor) -> None:
        """Let codes with like mean patches [K, 768] begin alike."""
        projected = (patches - patches.mean(0)) @ torch.randn(patches.shape[1], self.shape.width)
        self.codes.weight[: self.shape.codes] += 0.05 * projected / projected.std()

    def embed(self, tokens: Tensor, places: Tensor) -> Tensor:
        """Tokens int64 [B, T] at places int64 [T] -> [B, T, C]."""
        cell = self.rows[places // GRID] + self.columns[places % GRID]
        return self.codes(tokens) + cell

    def causal_bias(self, places: Tensor, keys: Tensor) -> Tensor:
        """What to add to the scores [H, T, S] of places [T] looking at places [S]: leaning, and no future."""
        back = places[:, None] - keys[None]  # [T, S]
        return self.leaning[:, back.clamp(min=0)] + torch.where(back < 0, -1e4, 0.0)

    def forward(self, tokens: Tensor, words: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Tokens int64 [B, 256] -> the scores of each given those before it [B, 256, K], and the maps' [B, 256, 64]."""
        places = torch.arange(CELLS)
        begun = torch.cat([torch.full_like(tokens[:, :1], self.shape.start), tokens[:, :-1]], 1)
        x, bias, word_bias = self.embed(begun, places), self.causal_bias(places, places), hide(mask)
        named = x
        for number, layer in enumerate(self.layers):
            x = x + layer.attention(x, bias)[0]
            x = x + layer.cross(x, layer.cross.remember(words), word_bias)[0]
            x = x + layer.feed_forward(x)
            if number + 1 == self.shape.named_after:
                named = x
        return self.head(self.norm(x)), self.namer(named)


class Dalle(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder, self.decoder = TextEncoder(shape), PictureDecoder(shape)

    def forward(self, ids: Tensor, tokens: Tensor) -> tuple[Tensor, Tensor]:
        """Words int64 [B, 24] (0 is padding), tokens int64 [B, 256] -> see PictureDecoder.forward."""
        mask = (ids > 0).long()
        return self.decoder(tokens, self.encoder(ids, mask), mask)


def hide(mask: Tensor) -> Tensor:
    """Mask int64 [B, E] -> what to add to scores [B, 1, 1, E], so that padding is not looked at."""
    return (1.0 - mask[:, None, None].float()) * -1e4


def loss_of_maps(named: Tensor, cells: Tensor) -> Tensor:
    """How wrong the guesses [B, 256, 64] of what stands in the next cell are; cells int64 [B, 5, 256]."""
    there = cells[:, 0] > 0
    total = torch.zeros(())
    for k, part in enumerate(named.float().split(list(MAPS.values()), -1)):
        seen = torch.ones_like(there) if k == 0 else there
        total = total + F.cross_entropy(part[seen], cells[:, k][seen])
    return total / math.sqrt(len(MAPS))


def _quiet(layer: nn.Linear) -> nn.Linear:
    """A last layer of a residual branch, which begins by adding nothing."""
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer
