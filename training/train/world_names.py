"""The names of all rows of the weights whose number depends on the world: what a checkpoint tells of its world."""

from training.train.diffusion_data import SCENES
from training.train.latents import piece_numbers, places
from training.world.captions import all_words
from training.world.tokenizer import END, PAD
from training.world.vocabulary import OBJECTS


def describe() -> dict[str, list]:
    """The names of all rows whose number depends on the world, in their order."""
    pieces: list[tuple | None] = [None]
    for (name, size), numbers in piece_numbers().items():
        pieces += [(name, size, row, column) for row, column in zip(*map(list, (numbers > 0).nonzero()), strict=True)]
    pieces = [p and (*p[:2], int(p[2]), int(p[3])) for p in pieces]
    return {
        "words": [PAD, END, *all_words()],
        "kinds": [None, *(o.name for o in OBJECTS)],
        "pieces": pieces,
        "spots": [None, *dict.fromkeys(p[1:] for p in pieces if p)],
        "scenes": list(SCENES),
        "places": list(places()),
    }
