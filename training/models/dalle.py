"""A small DALL-E: a bidirectional text encoder and a causal decoder that draws 256 picture tokens.

The shape is DALL-E mini's (Dayma et al. 2021, BART: Lewis et al. 2019). The decoder's place t holds the
token drawn last and says the next, that of cell t, so its position is cell t's row and column. Three
heads of each layer lean towards the neighbours of that cell: above, above right and above left.

The last three of the encoder's 24 places are registers: no caption is so long, and they are seen even where
the mask calls them padding. From captions alone they learn to say what stands left, in the middle and right.

Half way up, the decoder guesses which piece of which object comes next and in which colour, and reads what
it knows of that piece from a memory: what comes next and how it is drawn are learned apart.
"""

from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

CELLS, GRID = 256, 16
NEIGHBOURS = (15, 14, 16)  # how many places back: place t - 15 holds the cell above cell t
LEANING = 5.0  # added to a head's scores there
REGISTERS = 3  # the most things in a scene
SCENES = 48  # pairs of 16 places and 3 lights
ARRANGEMENTS = 5  # alone, two in a row, three in a row, one above the other, one on the other


@dataclass(frozen=True)
class Shape:
    words: int
    codes: int
    width: int = 192
    heads: int = 6
    encoder_layers: int = 3
    decoder_layers: int = 6
    guessed_after: int = 3  # after how many decoder layers the next cell's piece is guessed
    objects: int = 55  # kinds of object, "none" included
    spots: int = 150  # places in an object of some size, at most
    pieces: int = 3600  # pairs of the two that occur, "none" included
    colours: int = 10  # none, natural, and the colours

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
    weights = soft(scores + bias.to(scores.dtype))
    return (weights @ v).transpose(1, 2).flatten(2), weights


def soft(scores: Tensor) -> Tensor:
    """Softmax in the scores' own precision; autocast would go to float32 and back."""
    with torch.autocast("cpu", enabled=False):
        return scores.softmax(-1)


def attend_back(q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
    """`attend` of T places over themselves under a causal bias, without the weights: the early half skips the late one."""
    half = q.shape[2] // 2
    parts = []
    for here, seen in ((slice(0, half), slice(0, half)), (slice(half, None), slice(None))):
        scores = q[:, :, here] * q.shape[-1] ** -0.5 @ k[:, :, seen].transpose(-1, -2)
        parts.append(soft(scores + bias[:, here, seen].to(scores.dtype)) @ v[:, :, seen])
    return torch.cat(parts, 2).transpose(1, 2).flatten(2)


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

    def look_back(self, x: Tensor, bias: Tensor) -> Tensor:
        """A picture's beginning [B, T, C] and its causal bias -> what to add: `forward` when only that is wanted."""
        return self.out(attend_back(*(split(part, self.heads) for part in self.qkv(self.norm(x)).chunk(3, -1)), bias))


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


class Memory(nn.Module):
    """Guesses the next cell's piece and colour and adds what is known of them.

    A piece is an object's cell: its score is that of the object, of the spot, and its own. What is known
    of piece and colour is one row of a table times another.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.norm = nn.LayerNorm(width)
        self.object, self.spot = nn.Parameter(torch.randn(shape.objects, width) * 0.02), nn.Parameter(torch.randn(shape.spots, width) * 0.02)
        self.own, self.bias = nn.Parameter(torch.zeros(shape.pieces, width)), nn.Parameter(torch.zeros(shape.pieces))
        self.colour = nn.Linear(width, shape.colours)
        self.known = nn.Parameter(torch.randn(shape.pieces, width) * 0.02)
        self.tint = nn.Parameter(1 + 0.1 * torch.randn(shape.colours, width))
        self.hue = nn.Parameter(torch.randn(shape.colours, width) * 0.02)
        self.scene = nn.Linear(width, SCENES)
        self.backdrop = nn.Parameter(torch.zeros(SCENES, width))
        self.register_buffer("object_of", torch.zeros(shape.pieces, dtype=torch.long))
        self.register_buffer("spot_of", torch.zeros(shape.pieces, dtype=torch.long))

    def forward(self, x: Tensor, among: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """[B, T, C] -> the same with what is known added, scores of pieces [B, T, P], of colours [B, T, 10], of scenes [B, T, SCENES].

        Of the pieces `among` [Q] alone where it is given: training thinks of a batch's own and some others.
        """
        normed = self.norm(x)
        object_of, spot_of, own, bias, table = self.object_of, self.spot_of, self.own, self.bias, self.known
        if among is not None:
            object_of, spot_of, own, bias, table = (part[among] for part in (object_of, spot_of, own, bias, table))
        pieces = F.linear(normed, self.object[object_of] + self.spot[spot_of] + own, bias)
        colours = self.colour(normed)
        shares = soft(colours)
        known = soft(pieces) @ table.to(pieces.dtype)
        scenes = self.scene(normed)
        x = x + known * (shares @ self.tint.to(shares.dtype)) + shares @ self.hue.to(shares.dtype)
        return x + soft(scenes) @ self.backdrop.to(scenes.dtype), pieces, colours, scenes


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
        self.memory = Memory(shape)
        leaning = torch.zeros(shape.heads, CELLS)
        for head, back in enumerate(NEIGHBOURS):
            leaning[head, back] = LEANING
        self.register_buffer("leaning", leaning, persistent=False)
        nn.init.normal_(self.codes.weight, std=0.05)

    @torch.no_grad()
    def begin(self, patches: Tensor, factors: tuple[Tensor, Tensor], codes_of_pieces: Tensor) -> None:
        """Start from what is known of the data.

        Codes with like mean patches [K, 768] begin alike, as inputs and as outputs; each piece, whose object
        and spot are `factors` [P] each, begins with the mean of its codes, of which `codes_of_pieces` [P, K] are shares.
        """
        projected = (patches - patches.mean(0)) @ torch.randn(patches.shape[1], self.shape.width)
        projected = projected / projected.std()
        codes = self.shape.codes
        self.codes.weight[:codes] += 0.05 * projected
        self.head.weight += 0.05 * projected
        pieces = len(codes_of_pieces)
        self.memory.known[:pieces] += 0.3 * codes_of_pieces @ projected
        self.memory.object_of[:pieces], self.memory.spot_of[:pieces] = factors
        self.memory.bias[pieces:] = -1e4

    def embed(self, tokens: Tensor, places: Tensor) -> Tensor:
        """Tokens int64 [B, T] at places int64 [T] -> [B, T, C]."""
        cell = self.rows[places // GRID] + self.columns[places % GRID]
        return self.codes(tokens) + cell

    def causal_bias(self, places: Tensor, keys: Tensor) -> Tensor:
        """What to add to the scores [H, T, S] of places [T] looking at places [S]: leaning, and no future."""
        back = places[:, None] - keys[None]  # [T, S]
        return self.leaning[:, back.clamp(min=0)] + torch.where(back < 0, -1e4, 0.0)

    def states(
        self, tokens: Tensor, words: Tensor, mask: Tensor, among: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The first T tokens, int64 [B, T] -> what is known of each from those before it [B, T, C], scores of pieces, colours, scenes."""
        places = torch.arange(tokens.shape[1])
        begun = torch.cat([torch.full_like(tokens[:, :1], self.shape.start), tokens[:, :-1]], 1)
        x, bias, word_bias = self.embed(begun, places), self.causal_bias(places, places), hide(mask)
        for number, layer in enumerate(self.layers):
            if number == self.shape.guessed_after:
                x, pieces, colours, scenes = self.memory(x, among)
            x = x + layer.attention.look_back(x, bias)
            x = x + layer.cross(x, layer.cross.remember(words), word_bias)[0]
            x = x + layer.feed_forward(x)
        return self.norm(x), pieces, colours, scenes

    def forward(self, tokens: Tensor, words: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Tokens int64 [B, 256] -> scores of each given those before it: codes [B, 256, K], pieces, colours."""
        states, pieces, colours, _ = self.states(tokens, words, mask)
        return self.head(states), pieces, colours


class Dalle(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder, self.decoder = TextEncoder(shape), PictureDecoder(shape)
        self.slots = nn.Linear(shape.width, shape.objects + shape.colours)  # used in training alone, as the next
        self.arrangement = nn.Linear(shape.width, ARRANGEMENTS)
        self.scene = nn.Linear(shape.width, SCENES)

    def stands(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What the encoder says [B, 24, C] -> scores of the kind [B, 3, objects] and colour [B, 3, colours] in each slot, left to right.

        Slots of things one over the other go from top to bottom; then come scores of how they are arranged
        [B, ARRANGEMENTS], and of place and light [B, SCENES].
        """
        registers = words[:, -REGISTERS:]
        kinds, colours = self.slots(registers).split([self.shape.objects, self.shape.colours], -1)
        whole = registers.mean(1)
        return kinds, colours, self.arrangement(whole), self.scene(whole)

    def forward(self, ids: Tensor, tokens: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Words int64 [B, 24] (0 is padding), tokens int64 [B, 256] -> see PictureDecoder.forward."""
        mask = (ids > 0).long()
        return self.decoder(tokens, self.encoder(ids, mask), mask)


def hide(mask: Tensor) -> Tensor:
    """Mask int64 [B, 24] -> what to add to scores [B, 1, 1, 24], so that padding, but for the registers, is not looked at."""
    seen = torch.cat([mask[:, :-REGISTERS], torch.ones_like(mask[:, -REGISTERS:])], 1)
    return (1.0 - seen[:, None, None].float()) * -1e4


def _quiet(layer: nn.Linear) -> nn.Linear:
    """A last layer of a residual branch, which begins by adding nothing."""
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer
