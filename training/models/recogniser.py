"""The judge's eyes: finds the objects of the world in a picture, with class, box and colour, and its place and light.

A small convolutional network with a heat map of object centres (Zhou et al. 2019, "Objects as points"), trained by
`training.train.recogniser` on true renders alone. It is never used to train a generator.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.world.vocabulary import COLOURS, GRID, LIGHTS, OBJECTS, PLACES

SIDE = 256
"""Side in pixels of the pictures it looks at."""

NAMES = tuple(o.name for o in OBJECTS)
PLACE_NAMES = tuple(p.name for p in PLACES)
THRESHOLD = 0.3
"""How sure a peak of the heat map must be to count as an object."""

APART = 1.0
"""Peaks nearer to each other than this many cells are one object: the surest stays."""


@dataclass(frozen=True)
class Found:
    """One object seen. `centre` and `size` are (x, y) in cells of a 16x16 grid; `colour` is the likeliest one."""

    name: str
    colour: str
    centre: tuple[float, float]
    size: tuple[float, float]
    score: float


@dataclass(frozen=True)
class Seen:
    """All that is seen in one picture."""

    objects: tuple[Found, ...]
    place: str
    light: str


@dataclass
class Maps:
    """What the network says of B pictures; the maps lie on the 16x16 grid."""

    heat: Tensor  # [B, objects, 16, 16], logits of a centre
    box: Tensor  # [B, 4, 16, 16]: centre's offset from the cell's corner (x, y), width and height, in cells
    colour: Tensor  # [B, colours, 16, 16], logits
    kind: Tensor  # [B, 1 + objects, 16, 16], logits of what covers the cell
    place: Tensor  # [B, places], logits
    light: Tensor  # [B, lights], logits


class Residual(nn.Module):
    """Two 3x3 convolutions with group norm, added to what came in."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(width, width, 3, padding=1, bias=False),
            nn.GroupNorm(8, width),
            nn.ReLU(),
            nn.Conv2d(width, width, 3, padding=1, bias=False),
            nn.GroupNorm(8, width),
        )

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.body(x))


def widened(state: dict[str, Tensor], model: "Recogniser") -> dict[str, Tensor]:
    """Weights of a smaller world for `model`: its first objects and places are the old ones, new ones start anew.

    The weights of the whole world come back as they are.
    """
    fresh = model.state_dict()
    rows = len(state["heads.bias"])
    objects = (rows - 4 - len(COLOURS) - 1) // 2
    places = len(state["whole.2.bias"]) - len(LIGHTS)
    old_parts = (objects, 4, len(COLOURS), 1 + objects)
    for end in ("weight", "bias"):
        old = state[f"heads.{end}"].split(old_parts)
        new = fresh[f"heads.{end}"].split(list(model.parts.values()))
        heads = [torch.cat((o, n[len(o) :])) for o, n in zip(old, new, strict=True)]
        last, wide = state[f"whole.2.{end}"], fresh[f"whole.2.{end}"]
        whole = torch.cat((last[:places], wide[places : len(PLACE_NAMES)], last[places:]))
        state = {**state, f"heads.{end}": torch.cat(heads), f"whole.2.{end}": whole}
    return state


def down(narrow: int, wide: int) -> nn.Module:
    """Half the side, more channels."""
    return nn.Sequential(nn.Conv2d(narrow, wide, 3, 2, 1, bias=False), nn.GroupNorm(8, wide), nn.ReLU())


class Recogniser(nn.Module):
    """Pictures [B, 3, 256, 256] in [-1, 1] in, maps out."""

    def __init__(self, widths: tuple[int, int, int] = (24, 48, 128)) -> None:
        super().__init__()
        first, second, third = widths
        self.body = nn.Sequential(
            nn.Conv2d(3, first, 7, 4, 3, bias=False),
            nn.GroupNorm(8, first),
            nn.ReLU(),
            Residual(first),
            down(first, second),
            Residual(second),
            down(second, third),
            Residual(third),
            Residual(third),
            Residual(third),
        )
        self.parts = {"heat": len(NAMES), "box": 4, "colour": len(COLOURS), "kind": 1 + len(NAMES)}
        self.heads = nn.Conv2d(third, sum(self.parts.values()), 1)
        self.whole = nn.Sequential(nn.Linear(2 * third, 128), nn.ReLU(), nn.Linear(128, len(PLACE_NAMES) + len(LIGHTS)))
        nn.init.constant_(self.heads.bias[: len(NAMES)], -4.0)

    def features(self, x: Tensor) -> Tensor:
        """[B, 3, 256, 256] -> [B, C, 16, 16]"""
        return self.body(x)

    def forward(self, x: Tensor) -> Maps:
        features = self.features(x)
        heat, box, colour, kind = self.heads(features).split(list(self.parts.values()), 1)
        pooled = torch.cat((features.mean((2, 3)), features.amax((2, 3))), 1)
        place, light = self.whole(pooled).split([len(PLACE_NAMES), len(LIGHTS)], 1)
        return Maps(heat, box, colour, kind, place, light)


@torch.no_grad()
def look(model: Recogniser, pictures: Tensor) -> list[Seen]:
    """What is in each picture; `pictures` float [B, 3, 256, 256] in [-1, 1]."""
    return read(model.eval()(pictures))


def read(maps: Maps) -> list[Seen]:
    """What the maps tell of each picture."""
    heat = maps.heat.float().sigmoid()
    colours = maps.colour.float().softmax(1)
    return [
        Seen(
            tuple(_objects(heat[b], maps.box[b].float(), colours[b])),
            PLACE_NAMES[int(maps.place[b].argmax())],
            LIGHTS[int(maps.light[b].argmax())],
        )
        for b in range(len(heat))
    ]


def _objects(heat: Tensor, box: Tensor, colours: Tensor) -> list[Found]:
    """The surest peaks of one picture's heat map, none near a surer one.

    A cell beside a surer one of its own kind is no peak (as in CenterNet, Zhou et al., 2019).
    """
    kept: list[Found] = []
    highest = F.max_pool2d(heat, 3, 1, 1)
    order = heat.flatten().argsort(descending=True)
    for place in order[: 8 * GRID]:
        kind, row, column = (int(i) for i in torch.unravel_index(place, heat.shape))
        score = float(heat[kind, row, column])
        if score < THRESHOLD:
            break
        if score < float(highest[kind, row, column]):
            continue
        dx, dy, wide, high = box[:, row, column].tolist()
        x, y = column + dx, row + dy
        if any(max(abs(x - o.centre[0]), abs(y - o.centre[1])) < APART for o in kept):
            continue
        near = colours[:, max(0, row - 1) : row + 2, max(0, column - 1) : column + 2].mean((1, 2))
        kept.append(Found(NAMES[kind], COLOURS[int(near.argmax())], (x, y), (wide, high), score))
    return kept
