"""How much the pictures of one prompt differ, beside true renders of the same prompt.

The distance is LPIPS's (Zhang et al., 2018) in the judge's features: of two pictures, the squared difference of their
unit-length feature vectors, meaned over the 16x16 cells.
"""

from itertools import combinations

import cv2
import numpy as np
import torch

from training.evaluate.judge import at_its_size
from training.models.recogniser import Recogniser
from training.train.recogniser import to_picture
from training.world.places import VARIANTS
from training.world.scene import CENTRES, SceneSpec, place_on, place_one, place_over, place_row, render, slots
from training.world.vocabulary import STACKED


@torch.no_grad()
def spread(model: Recogniser, images: list[np.ndarray]) -> float:
    """Mean distance of all pairs of pictures, uint8 [H, W, 3] each, square."""
    features = model.features(to_picture([at_its_size(i) for i in images])).flatten(2)
    unit = features / features.norm(dim=1, keepdim=True).clamp(min=1e-6)
    return float(np.mean([((a - b) ** 2).sum(0).mean().item() for a, b in combinations(unit, 2)]))


def renders_like(spec: SceneSpec, rng: np.random.Generator, count: int) -> list[np.ndarray]:
    """True renders that fit a scene's prompt: what it leaves open is drawn by chance, as the world does."""
    return [cv2.resize(render(_again(spec, rng))[0], (256, 256), interpolation=cv2.INTER_AREA) for _ in range(count)]


def _again(spec: SceneSpec, rng: np.random.Generator) -> SceneSpec:
    variant = int(rng.integers(VARIANTS))
    if len(spec.objects) == 1:
        thing = spec.objects[0]
        objects = (place_one(thing.name, thing.colour, int(rng.choice(CENTRES)), spec.place),)
    elif spec.relation in STACKED:
        top_first = [(o.name, o.colour) for o in slots(spec)]
        pile = (place_on if spec.relation == "on" else place_over)(top_first, int(rng.choice(CENTRES)), spec.place)
        objects = pile[::-1] if spec.relation == "below" else pile
    else:
        row = place_row([(o.name, o.colour) for o in slots(spec)], int(rng.integers(2)), spec.place)
        objects = row[::-1] if spec.relation == "right of" else row
    return SceneSpec(objects, spec.place, spec.light, variant, spec.relation)


class Diversity:
    """Gathers both spreads over prompts."""

    def __init__(self, model: Recogniser) -> None:
        self.model, self.rng = model, np.random.default_rng(12)
        self.made: list[float] = []
        self.true: list[float] = []

    def add(self, spec: SceneSpec, images: list[np.ndarray]) -> None:
        """The pictures of one prompt, two at least."""
        self.made.append(spread(self.model, images))
        self.true.append(spread(self.model, renders_like(spec, self.rng, len(images))))

    def figures(self) -> dict[str, float]:
        """Both means and the first as a share of the second."""
        made, true = float(np.mean(self.made)), float(np.mean(self.true))
        return {"pictures": round(made, 4), "renders": round(true, 4), "ratio": round(made / true, 4)}
