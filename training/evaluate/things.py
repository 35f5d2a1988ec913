"""Which things and places a pack draws: python -m training.evaluate.things stable-diffusion.

Asks for every object alone, in a colour and by number, in different places, and prints the share of right pictures of
each object and of each place, worst first: what lies below ENOUGH should stay out of training/world/drawn.py. Every
picture, framed by its verdict, goes to training/sheets/.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from training.evaluate.judge import load_judge
from training.evaluate.painters import PAINTERS, open_painter
from training.evaluate.protocol import Ask, right
from training.evaluate.sheet import FOLDER, tile, write_sheet
from training.world.captions import caption
from training.world.scene import sample_spec
from training.world.vocabulary import OBJECT, OBJECTS, PLACES

ENOUGH = 2 / 3
"""Share of an object's pictures that must be right for it to be offered."""

KINDS = {"single object": "single", "colours": "coloured", "counting": "count"}
TOGETHER = 7
"""Prompts painted in one batch, where a painter can."""


def asks_of_things(rounds: int, seed: int = 54) -> list[Ask]:
    """`rounds` prompts of each kind for each object that the kind fits, none held out; the places take turns."""
    rng = np.random.default_rng(seed)
    asked = []
    for turn in range(rounds):
        for number, thing in enumerate(OBJECTS):
            for shift, (task, kind) in enumerate(KINDS.items()):
                if (kind == "coloured" and not thing.colourable) or (kind == "count" and not thing.counted):
                    continue
                for step in range(len(PLACES)):  # the next place of which the object's pair is not held out
                    place = PLACES[(turn + number + 5 * shift + step) % len(PLACES)].name
                    try:
                        spec = sample_spec(rng, False, kind, (thing.name,), (place,), tries=200)
                    except ValueError:
                        continue
                    asked.append(Ask(task, caption(spec, rng), spec, False))
                    break
    return asked


def shares(verdicts: list[tuple[str, bool]]) -> dict[str, float]:
    """The share of each name that was right, worst first."""
    names = dict.fromkeys(name for name, _ in verdicts)
    found = {n: float(np.mean([good for name, good in verdicts if name == n])) for n in names}
    return {n: round(share, 3) for n, share in sorted(found.items(), key=lambda entry: entry[1])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=PAINTERS)
    parser.add_argument("--pack", type=Path)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--objects", nargs="+", choices=[*OBJECT], default=[*OBJECT])
    parser.add_argument("--steps", type=int)
    parser.add_argument("--sampler")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    painter = open_painter(
        options.name, options.pack, options.threads, steps=options.steps, sampler=options.sampler
    )
    judge = load_judge()
    things, places, tiles = [], [], []
    asked = [a for a in asks_of_things(options.rounds) if a.spec.objects[0].name in options.objects]
    for start in range(0, len(asked), TOGETHER):
        part = asked[start : start + TOGETHER]
        images = painter.paint_all([(a.prompt, start + k) for k, a in enumerate(part)])
        for ask, image, seen in zip(part, images, judge.see(images), strict=True):
            good = right(ask, seen)
            things.append((ask.spec.objects[0].name, good))
            places.append((ask.spec.place, seen.place == ask.spec.place))
            saw = ", ".join(f"{o.colour} {o.name}" for o in seen.objects) or "nothing"
            tiles.append(tile(image, f"{ask.prompt} | saw {saw}, {seen.place}", good))
        print(f"{start + len(part)} of {len(asked)}", flush=True)
    print(json.dumps({"objects": shares(things), "places": shares(places)}, indent=1))
    print("not enough:", *(n for n, share in {**shares(things), **shares(places)}.items() if share < ENOUGH), sep="\n  ")
    print(write_sheet(tiles, FOLDER / f"things-{options.name}.webp"))


if __name__ == "__main__":
    main()
