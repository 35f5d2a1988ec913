"""Renders scenes and encodes them once: `python -m training.train.latents --scenes 16000`.

Each shard holds a thousand scenes: latents as float16, the scenes themselves (captions are made anew at every
use), and the piece of object in each cell.
"""

import argparse
import os
import pickle
from functools import cache, lru_cache
from pathlib import Path

import cv2
import numpy as np
import torch

from training.models.autoencoder import Encoder
from training.train.run_folder import RUNS
from training.world.scene import (
    CENTRES,
    Placed,
    SceneSpec,
    place_one,
    place_over,
    place_row,
    render,
    sample_spec,
)
from training.world.sprites import fitted
from training.world.vocabulary import COLOURS, GRID, OBJECT, OBJECTS

FOLDER = Path("training/data/latents")
SHARD = 1000
COLOUR_NAMES = 2 + len(COLOURS)  # no object, natural, and the colours
SEEN = 0.02  # a cell of which an object covers this share shows a piece of it


@cache
def piece_numbers() -> dict[tuple[str, str], np.ndarray]:
    """For each (object, size) the number of each cell of its box, int16 [high, wide]; 0 where it is empty."""
    numbers, next_number = {}, 1
    for thing in OBJECTS:
        for size in ("large", "medium"):
            wide, high = getattr(thing, size)
            filled = cv2.resize(fitted(thing.name, None, size)[..., 3], (wide, high), interpolation=cv2.INTER_AREA) > SEEN
            table = np.zeros((high, wide), np.int16)
            table[filled] = np.arange(next_number, next_number + filled.sum())
            next_number += int(filled.sum())
            numbers[thing.name, size] = table
    return numbers


def piece_count() -> int:
    """How many pieces there are, "none" included."""
    return 1 + max(int(t.max()) for t in piece_numbers().values())


def piece_factors() -> tuple[torch.Tensor, torch.Tensor]:
    """For each piece the number of its object and of its spot (size, row, column); 0 for piece 0, "none"."""
    objects, spots = torch.zeros(piece_count(), dtype=torch.long), torch.zeros(piece_count(), dtype=torch.long)
    known: dict[tuple, int] = {}
    for (name, size), numbers in piece_numbers().items():
        for row, column in zip(*np.nonzero(numbers), strict=True):
            piece = int(numbers[row, column])
            objects[piece] = 1 + OBJECTS.index(OBJECT[name])
            spots[piece] = known.setdefault((size, row, column), 1 + len(known))
    return objects, spots


SEAS = ("underwater", "lake")
"""Places in which some things stand higher than elsewhere."""


@lru_cache(maxsize=1)
def places() -> dict[tuple[str, str, int, int], int]:
    """Every (object, size, column and row of its box) that a scene can hold, numbered.

    Where a thing stands on another one is left out: there are thousands of such places.
    """
    found: dict[tuple[str, str, int, int], int] = {}
    for thing in OBJECTS:
        same = [(thing.name, None)] * 3
        for place in ("", *SEAS):
            alone = [place_one(thing.name, None, centre, place) for centre in CENTRES]
            rows = [place_row(same[:n], spread, place) for n, spread in ((2, 0), (2, 1), (3, 0))]
            above = [place_over([same[0], (under, None)], c, place)[0] for under in ("cat", "whale") for c in CENTRES]
            below = [place_over([("balloon", None), same[0]], centre, place)[1] for centre in CENTRES]
            for placed in [*alone, *(p for row in rows for p in row), *above, *below]:
                found.setdefault(place_key(placed), len(found))
    return found


def place_key(placed: Placed) -> tuple[str, str, int, int]:
    """Where a thing stands, as `places` counts it."""
    return placed.name, placed.size, placed.box[0], placed.box[1]


def where_of(spec: SceneSpec) -> np.ndarray:
    """1 for the places that are taken in the scene, float32 [places]."""
    taken = np.zeros(len(places()), np.float32)
    for placed in spec.objects[1:] if spec.relation == "on" else spec.objects:
        taken[places()[place_key(placed)]] = 1
    return taken


def from_behind(spec: SceneSpec) -> list[Placed]:
    """The things of a scene in the order they cover each other: what stands on another thing comes last."""
    return list(spec.objects[::-1] if spec.relation == "on" else spec.objects)


def maps_of(spec: SceneSpec) -> tuple[np.ndarray, np.ndarray]:
    """Piece, int16, and colour (0 no object, 1 natural, 2.. COLOURS), uint8, of each cell, [16, 16]."""
    pieces, colours = np.zeros((GRID, GRID), np.int16), np.zeros((GRID, GRID), np.uint8)
    for thing in from_behind(spec):
        column, row, wide, high = thing.box
        numbers = piece_numbers()[thing.name, thing.size]
        window = (slice(row, row + high), slice(column, column + wide))
        pieces[window] = np.where(numbers, numbers, pieces[window])
        colour = 1 if thing.colour is None else 2 + COLOURS.index(thing.colour)
        colours[window] = np.where(numbers, colour, colours[window])
    return pieces, colours


def write_shard(number: int, encoder: Encoder, seed: int, heldout: bool = False) -> None:
    """Draws and encodes one shard, seeded by its number."""
    rng = np.random.default_rng((seed, number))
    specs = [sample_spec(rng, heldout) for _ in range(SHARD if not heldout else 256)]
    latents = np.empty((len(specs), 4, 32, 32), np.float16)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for first in range(0, len(specs), 10):
            images = np.stack([render(s)[0] for s in specs[first : first + 10]])
            pictures = torch.from_numpy(images).permute(0, 3, 1, 2).float() / 127.5 - 1
            latents[first : first + 10] = encoder(pictures.contiguous(memory_format=torch.channels_last)).numpy()
    FOLDER.mkdir(parents=True, exist_ok=True)
    name = "heldout" if heldout else f"{number:04d}"
    np.save(FOLDER / f"{name}.npy", latents)
    (FOLDER / f"part-{name}").write_bytes(pickle.dumps(specs))
    os.replace(FOLDER / f"part-{name}", FOLDER / f"{name}.pickle")  # written last: its presence says the shard is whole


def load_shard(name: str) -> tuple[np.ndarray, list[SceneSpec], np.ndarray, np.ndarray]:
    """Latents, scenes, pieces and colours of a shard."""
    specs = pickle.loads((FOLDER / f"{name}.pickle").read_bytes())
    pieces, colours = zip(*(maps_of(s) for s in specs), strict=True)
    return np.load(FOLDER / f"{name}.npy"), specs, np.stack(pieces), np.stack(colours)


def shard_names() -> list[str]:
    """The training shards there are."""
    return sorted(p.stem for p in FOLDER.glob("[0-9]*.pickle"))


def make(scenes: int, seed: int = 1, part: int = 0, parts: int = 1) -> None:
    """Writes what is missing of so many training scenes, and the held-out ones; every `parts`-th shard from `part` on."""
    encoder = Encoder()
    encoder.load_state_dict(torch.load(RUNS / "autoencoder" / "last.pt", weights_only=False)["encoder"])
    encoder = encoder.eval().to(memory_format=torch.channels_last)
    if part == 0 and not (FOLDER / "heldout.pickle").exists():
        write_shard(0, encoder, seed + 1, heldout=True)
    for number in range(part, scenes // SHARD, parts):
        if not (FOLDER / f"{number:04d}.pickle").exists():
            write_shard(number, encoder, seed)
            print(f"shard {number}", flush=True)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scenes", type=int, default=16000)
    options.add_argument("--part", type=int, default=0, help="which of several processes this one is")
    options.add_argument("--parts", type=int, default=1)
    given = options.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    make(given.scenes, part=given.part, parts=given.parts)
