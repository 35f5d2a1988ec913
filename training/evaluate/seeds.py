"""One prompt from many seeds: `python -m training.evaluate.seeds stable-diffusion` draws the house prompt from twenty.

A picture is right with exactly one cat and no other thing, on the windowsill, in sunlight. The verdicts go into
evaluation.json as "house", the pictures to training/sheets/.
"""

import argparse
import json
from pathlib import Path

import torch

from training.evaluate.judge import load_judge
from training.evaluate.painters import PAINTERS, open_painter
from training.evaluate.sheet import FOLDER, tile, write_sheet
from training.models.recogniser import Seen

HOUSE = "A cat sitting on a sunny windowsill"


def is_right(seen: Seen) -> bool:
    """Whether this is what the house prompt asks for."""
    return [o.name for o in seen.objects] == ["cat"] and seen.place == "windowsill" and seen.light == "sunny"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=PAINTERS)
    parser.add_argument("--pack", type=Path)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--trial", action="store_true", help="print only; leave evaluation.json as it is")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    pack = options.pack or Path("models") / options.name
    painter = open_painter(options.name, pack, options.threads)
    images = [painter.paint(HOUSE, seed) for seed in range(options.seeds)]
    seen = load_judge().see(images)
    verdicts = [is_right(s) for s in seen]
    tiles = [
        tile(image, f"{seed} | {', '.join(o.name for o in sight.objects)}, {sight.place}, {sight.light}", good)
        for seed, (image, sight, good) in enumerate(zip(images, seen, verdicts, strict=True))
    ]
    told = {"prompt": HOUSE, "right": sum(verdicts), "seeds": options.seeds}
    print(json.dumps(told), write_sheet(tiles, FOLDER / f"seeds-{options.name}.webp"))
    if not options.trial:
        file = pack / "evaluation.json"
        file.write_text(json.dumps({**json.loads(file.read_text()), "house": told}, indent=1) + "\n")


if __name__ == "__main__":
    main()
