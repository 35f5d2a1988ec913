"""Trains the judge on true renders: python -m training.train.recogniser --minutes 25.

`--start last.pt` begins with the weights of a smaller world.

It must know a thing by its shape and not by its colour or by where it stands. So some objects are spoilt on
purpose (smeared, cut in two, put together from two things, shuffled) and are then no object at all, while the
damage a good generator may do (noise, blur, JPEG, small shifts, an autoencoder's own touch) changes nothing.
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.models.recogniser import NAMES, PLACE_NAMES, SIDE, Maps, Recogniser, widened
from training.train.muon import Muon
from training.train.record import Record
from training.train.run_folder import RunFolder
from training.train.touch import Touch, touches_of_runs
from training.world.scene import Placed, SceneSpec, render, sample_spec
from training.world.vocabulary import GRID, LIGHTS

BATCH = 16
RATE, MATRIX_RATE = 2e-3, 4e-3
"""Full rates of AdamW (heads, norms) and of Muon (convolutions)."""

SPOILT = 0.3
"""Share of pictures in which one object is spoilt."""

NOTHING = 0.04
"""Share of pictures that are only noise."""

STACKED = 0.15
"""Share of renders that show one thing over another, beside those that the world draws so: these hide each other."""

UNKNOWN = -1
STEP = SIDE / GRID  # pixels of a cell

TOUCHED = 0.08
"""Share of renders that pass through an autoencoder, where there is one."""

POOL, FRESH = 1500, 4
"""Renders kept to choose from, and how many of them are new in each step."""


@dataclass
class Truth:
    """What is to be seen in a batch; UNKNOWN where nothing is asked."""

    heat: Tensor  # [B, objects, 16, 16] in [0, 1]
    box: Tensor  # [B, 4, 16, 16]
    centre: Tensor  # bool [B, 16, 16]: cells that hold a centre
    colour: Tensor  # int64 [B, 16, 16]
    kind: Tensor  # int64 [B, 16, 16]
    place: Tensor  # int64 [B]
    light: Tensor  # int64 [B]


@dataclass
class View:
    """A picture, uint8 [256, 256, 3], its cell maps, and where its objects' centres are, in cells."""

    image: np.ndarray
    kind: np.ndarray  # int64 [16, 16]
    colour: np.ndarray  # int64 [16, 16]
    objects: list[tuple[str, float, float, float, float]]
    place: int
    light: int


def view_of(spec: SceneSpec, touch: Touch = np.asarray) -> View:
    """A true render, as the judge sees it."""
    image, cells = render(spec)
    image = touch(image)
    kind = cells[0].astype(np.int64)
    colour = np.where((kind > 0) & (cells[3] > 0), cells[3].astype(np.int64) - 1, UNKNOWN)
    objects = [(o.name, o.box[0] + o.box[2] / 2, o.box[1] + o.box[3] / 2, o.box[2], o.box[3]) for o in spec.objects]
    light = UNKNOWN if spec.light is None else LIGHTS.index(spec.light)
    image = cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return View(image, kind, colour, objects, PLACE_NAMES.index(spec.place), light)


def spoil(view: View, spec: SceneSpec, other: tuple[View, SceneSpec], rng: np.random.Generator) -> None:
    """Makes one object unrecognisable, in place: from then on it is not there, nor is what stands in the middle of it.

    `other` lends a half of a chimera.
    """
    number = int(rng.integers(len(spec.objects)))
    thing: Placed = spec.objects[number]
    column, row, wide, high = thing.box
    area = pixels_of(thing)
    patch = view.image[area]
    way = (_smeared, _shuffled, _half_missing, None)[rng.integers(4)]
    lent = other[0].image[pixels_of(other[1].objects[0])]
    view.image[area] = way(patch, rng) if way else _mixed(patch, lent, rng)
    own = view.objects[number]
    view.objects = [o for o in view.objects if o is not own and not _inside(o, thing)]
    cells = (slice(row, row + high), slice(max(0, column), column + wide))
    view.kind[cells] = UNKNOWN
    view.colour[cells] = UNKNOWN


def _inside(other: tuple[str, float, float, float, float], thing: Placed) -> bool:
    column, row, wide, high = thing.box
    return column <= other[1] < column + wide and row <= other[2] < row + high


def pixels_of(thing: Placed) -> tuple[slice, slice]:
    """Rows and columns of its box in a picture of 256x256."""
    column, row, wide, high = thing.box
    side = int(STEP)
    return slice(row * side, (row + high) * side), slice(max(0, column) * side, (column + wide) * side)


def _smeared(patch: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A blob of about the right colour: what an early generator draws."""
    return cv2.GaussianBlur(patch, (0, 0), max(patch.shape[:2]) * rng.uniform(0.11, 0.2))


def _shuffled(patch: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Its pieces in a wrong order."""
    side, (h, w) = int(rng.choice((16, 24, 32))), patch.shape[:2]
    places = [(y, x) for y in range(0, h - side + 1, side) for x in range(0, w - side + 1, side)]
    out = patch.copy()
    for (y, x), k in zip(places, rng.permutation(len(places)), strict=True):
        v, u = places[k]
        out[y : y + side, x : x + side] = patch[v : v + side, u : u + side]
    return out


def _half_missing(patch: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The greater part wiped out, by what lies at its edge."""
    out, (h, w) = patch.copy(), patch.shape[:2]
    if rng.random() < 0.5:
        out[:, : int(w * rng.uniform(0.6, 0.8))] = patch[:, :1]
    else:
        out[: int(h * rng.uniform(0.55, 0.75))] = patch[:1]
    return out


def _mixed(patch: np.ndarray, lent: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A chimera: one half is another thing's."""
    h, w = patch.shape[:2]
    out, lent = patch.copy(), cv2.resize(lent, (w, h), interpolation=cv2.INTER_AREA)
    if rng.random() < 0.5:
        out[: h // 2] = lent[: h // 2]
    else:
        out[:, w // 2 :] = lent[:, w // 2 :]
    return out


def nothing(rng: np.random.Generator) -> View:
    """Noise, fine or coarse, in which nothing is to be seen."""
    side = int(2 ** rng.integers(2, 9))
    image = cv2.resize(
        rng.uniform(0, 255, (side, side, 3)).astype(np.uint8), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC
    )
    empty = np.zeros((GRID, GRID), np.int64)
    return View(image, empty, empty + UNKNOWN, [], UNKNOWN, UNKNOWN)


def move(view: View, rng: np.random.Generator) -> None:
    """Shifts and scales a picture a little, with its boxes; the cell maps only follow whole cells, so they are left
    out unless the picture hardly moves."""
    scale, (dx, dy) = rng.uniform(0.88, 1.12), rng.uniform(-14, 14, 2)
    dx, dy = dx + SIDE / 2 * (1 - scale), dy + SIDE / 2 * (1 - scale)
    matrix = np.float32([[scale, 0, dx], [0, scale, dy]])
    view.image = cv2.warpAffine(
        view.image, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    u, v = dx / STEP, dy / STEP
    view.objects = [(n, x * scale + u, y * scale + v, w * scale, h * scale) for n, x, y, w, h in view.objects]
    kinds = np.stack([view.kind, view.colour], -1).astype(np.float32)
    cells = np.float32([[scale, 0, u + (scale - 1) / 2], [0, scale, v + (scale - 1) / 2]])
    kinds = cv2.warpAffine(kinds, cells, (GRID, GRID), flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
    view.kind, view.colour = (np.round(kinds[..., k]).astype(np.int64) for k in (0, 1))


def damage(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """What a good generator may still do to a picture, uint8 in and out."""
    if rng.random() < 0.5:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.3, 2.0))
    if rng.random() < 0.3:
        side = int(rng.integers(96, 200))
        small = cv2.resize(image, (side, side), interpolation=cv2.INTER_AREA)
        image = cv2.resize(small, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR)
    if rng.random() < 0.4:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(12, 75))]
        image = cv2.imdecode(cv2.imencode(".jpg", image[..., ::-1], quality)[1], cv2.IMREAD_COLOR)[..., ::-1]
    out = image.astype(np.float32)
    if rng.random() < 0.5:
        out = out * rng.uniform(0.88, 1.12) + rng.uniform(-12, 12)
    if rng.random() < 0.5:
        coarse = rng.normal(0, rng.uniform(2, 12), (32, 32, 3)).astype(np.float32)
        out = out + cv2.resize(coarse, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    if rng.random() < 0.5:
        out = out + rng.normal(0, rng.uniform(2, 22), out.shape).astype(np.float32)
    return np.clip(out, 0, 255).astype(np.uint8)


class Pool:
    """Renders to choose from; each is spoilt, moved and damaged anew whenever it is chosen."""

    def __init__(self, rng: np.random.Generator, touches: Sequence[Touch] = ()) -> None:
        self.rng, self.touches = rng, touches
        self.kept: list[tuple[View, SceneSpec]] = []

    def renew(self, count: int) -> None:
        """Renders `count` scenes, a tenth of them with held-out pairs, and forgets as many."""
        for _ in range(count):
            kind = "stacked" if self.rng.random() < STACKED else None
            spec = sample_spec(self.rng, heldout=bool(self.rng.random() < 0.1), kind=kind)
            touched = self.touches and self.rng.random() < TOUCHED
            touch = self.touches[self.rng.integers(len(self.touches))] if touched else np.asarray
            self.kept.append((view_of(spec, touch), spec))
        del self.kept[:-POOL]

    def sample(self) -> View:
        """One training picture."""
        rng = self.rng
        if rng.random() < NOTHING:
            return nothing(rng)
        kept, spec = self.kept[rng.integers(len(self.kept))]
        view = View(kept.image.copy(), kept.kind.copy(), kept.colour.copy(), list(kept.objects), kept.place, kept.light)
        if rng.random() < SPOILT:
            other = self.kept[rng.integers(len(self.kept))]
            spoil(view, spec, other, rng)
        if rng.random() < 0.6:
            move(view, rng)
        view.image = damage(view.image, rng)
        return view


def to_picture(images: list[np.ndarray]) -> Tensor:
    """uint8 [256, 256, 3] each -> float [B, 3, 256, 256] in [-1, 1]"""
    return torch.from_numpy(np.stack(images)).permute(0, 3, 1, 2).float() / 127.5 - 1


def truth_of(views: list[View]) -> Truth:
    """The maps that the network should give for these views."""
    b = len(views)
    heat = np.zeros((b, len(NAMES), GRID, GRID), np.float32)
    box = np.zeros((b, 4, GRID, GRID), np.float32)
    centre = np.zeros((b, GRID, GRID), bool)
    rows, columns = np.mgrid[0:GRID, 0:GRID] + 0.5
    for k, view in enumerate(views):
        for name, x, y, wide, high in view.objects:
            if not (0 <= x < GRID and 0 <= y < GRID):
                continue
            layer = heat[k, NAMES.index(name)]
            np.maximum(layer, np.exp(-((rows - y) ** 2 + (columns - x) ** 2) / (2 * 0.6**2)), out=layer)
            at = int(y), int(x)
            layer[at], centre[k][at] = 1.0, True
            box[k, :, at[0], at[1]] = (x - at[1], y - at[0], wide, high)
    tensor = torch.from_numpy
    kinds, colours = (tensor(np.stack([getattr(v, part) for v in views])) for part in ("kind", "colour"))
    places, lights = (torch.tensor([getattr(v, part) for v in views]) for part in ("place", "light"))
    return Truth(tensor(heat), tensor(box), tensor(centre), colours, kinds, places, lights)


def loss_of(maps: Maps, truth: Truth) -> Tensor:
    """The sum of the heads' losses; the heat map's is CenterNet's focal loss."""
    logits = maps.heat.float()
    sure, log_sure, log_not = logits.sigmoid(), F.logsigmoid(logits), F.logsigmoid(-logits)
    here = truth.heat == 1
    heat = -(here * (1 - sure) ** 2 * log_sure + ~here * (1 - truth.heat) ** 4 * sure**2 * log_not).sum()
    at = truth.centre[:, None].expand_as(truth.box)
    box = F.smooth_l1_loss(maps.box.float()[at], truth.box[at], reduction="sum") / 4
    count = max(1, int(truth.centre.sum()))
    colour = _cross_entropy(maps.colour, truth.colour)
    kind = _cross_entropy(maps.kind, truth.kind)
    whole = _cross_entropy(maps.place, truth.place) + _cross_entropy(maps.light, truth.light)
    return (heat + box) / count + 2 * colour + kind + 0.5 * whole


def _cross_entropy(logits: Tensor, target: Tensor) -> Tensor:
    return (
        F.cross_entropy(logits.float(), target, ignore_index=UNKNOWN) if (target != UNKNOWN).any() else logits.sum() * 0
    )


def rate(done: float) -> float:
    """The share of the full rate when `done` of the time is over."""
    return min(1.0, 2.5 * (1 - done)) if done < 1 else 0.0


def train(
    minutes: float, name: str = "recogniser", touches: Sequence[Touch] = (), start: Path | None = None
) -> Path:
    """Runs until `minutes` of a core's time are over, restarts included; gives the run's folder.

    A first start takes the weights in `start`, of this world or of a smaller one.
    """
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    folder = RunFolder(name)
    saved = folder.resume()
    torch.manual_seed(0)
    model = Recogniser().to(memory_format=torch.channels_last)
    matrices = [p for p in model.body.parameters() if p.ndim == 4]
    known = {id(p) for p in matrices}
    muon = Muon(matrices, lr=MATRIX_RATE)
    adam = torch.optim.AdamW((p for p in model.parameters() if id(p) not in known), lr=RATE, weight_decay=0.01)
    step, before = 0, -time.process_time()
    if saved:
        model.load_state_dict(saved["model"])
        step, before = saved["step"], saved["core_seconds"] + before
    elif start:
        model.load_state_dict(widened(torch.load(start, weights_only=False)["model"], model))
    first = step
    record = Record(folder.path / "recogniser.json", "recogniser")
    pool = Pool(np.random.default_rng(step + 1), touches)
    pool.renew(200)
    mean = 0.0
    while (done := (before + time.process_time()) / (60 * minutes)) < 1:
        pool.renew(FRESH)
        views = [pool.sample() for _ in range(BATCH)]
        pictures = to_picture([v.image for v in views]).contiguous(memory_format=torch.channels_last)
        warm = min(1.0, (step - first + 1) / 30)
        for optimiser, full in ((muon, MATRIX_RATE), (adam, RATE)):
            for group in optimiser.param_groups:
                group["lr"] = full * rate(done) * warm
        with torch.autocast("cpu", torch.bfloat16):
            maps = model.train()(pictures)
        loss = loss_of(maps, truth_of(views))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        muon.step(), adam.step()
        muon.zero_grad(), adam.zero_grad()
        step += 1
        mean = loss.item() if step == first + 1 else 0.97 * mean + 0.03 * loss.item()
        if step % 50 == 0:
            record.add(step, loss=mean, lr=RATE * rate(done), seconds=folder.seconds)
            folder.log(step=step, loss=mean, done=done)
        if step % 100 == 0:
            folder.save({"model": model.state_dict(), "step": step, "core_seconds": before + time.process_time()})
    folder.save({"model": model.state_dict(), "step": step, "core_seconds": before + time.process_time()})
    return folder.path


def load(run: Path) -> Recogniser:
    """The recogniser of a run."""
    model = Recogniser().to(memory_format=torch.channels_last)
    model.load_state_dict(widened(torch.load(run / "last.pt", weights_only=False)["model"], model))
    return model.eval()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=25, help="of a core's time")
    parser.add_argument("--name", default="recogniser", help="of the run's folder")
    parser.add_argument("--start", type=Path, help="a checkpoint whose weights a first start takes")
    options = parser.parse_args()
    train(options.minutes, options.name, touches_of_runs(), options.start)
