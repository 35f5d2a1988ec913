"""How much of what is asked for is in the pictures: python -m training.evaluate.worldeval stable-diffusion.

Runs the shipped ONNX pack at its shipped settings and writes models/<pack>/evaluation.json. `--prompts N` asks N
prompts of each of seven tasks, half of them held out; `--minutes M` stops asking after M minutes, tasks taking
turns. Every picture, framed by its verdict, goes to training/sheets/.
"""

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

import torch

from training.evaluate.judge import ENOUGH, NAME, accuracy, load_judge
from training.evaluate.painters import PAINTERS, Painter, open_painter
from training.evaluate.protocol import Ask, asks, right, score
from training.evaluate.sheet import FOLDER, tile, write_sheet

PROMPTS, PICTURES = 60, 4
TOGETHER = 7
"""Prompts painted in one batch, where a painter can."""
JUDGED_BY = 60
"""True renders of each task that the judge must prove itself on."""


def judge_pack(painter: Painter, asked: list[Ask], pictures: int, minutes: float | None, sheet: Path) -> dict:
    """Paints and judges; the figures of evaluation.json."""
    judge, began = load_judge(), time.time()
    trusted = accuracy(judge, JUDGED_BY)
    if min(trusted.values()) < ENOUGH:
        raise SystemExit(
            f"the judge may not judge yet: it must find {ENOUGH} of true renders right and finds {trusted}"
        )
    verdicts: list[tuple[Ask, list[bool]]] = []
    tiles = []
    for together in batched(asked, TOGETHER):
        if minutes and time.time() - began > 60 * minutes:
            break
        painted = painter.paint_all([(ask.prompt, seed) for ask in together for seed in range(pictures)])
        for ask, images in zip(together, batched(painted, pictures), strict=True):
            seen = judge.see(list(images))
            verdicts.append((ask, [right(ask, s) for s in seen]))
            for image, sight, good in zip(images, seen, verdicts[-1][1], strict=True):
                saw = ", ".join(f"{o.colour} {o.name}" for o in sight.objects) or "nothing"
                tiles.append(tile(image, f"{ask.prompt} | saw {saw}, {sight.place}, {sight.light}", good))
    write_sheet(tiles, sheet)
    settings = painter.settings
    return {
        **score(verdicts),
        "steps": settings.steps,
        "guidance": settings.guidance,
        "sampler": settings.sampler,
        "prompts": len(verdicts),
        "images": sum(len(v) for _, v in verdicts),
        "quantised_minus_fp32": None,
        "judge": {"name": NAME, "accuracy": trusted},
        "seconds": round(time.time() - began, 1),
    }


def batched(items: list, size: int) -> Iterator[list]:
    """Runs of `size` items, the last one perhaps shorter."""
    return (items[k : k + size] for k in range(0, len(items), size))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=PAINTERS)
    parser.add_argument("--pack", type=Path)
    parser.add_argument("--prompts", type=int, default=PROMPTS, help="of each of the seven tasks")
    parser.add_argument("--pictures", type=int, default=PICTURES, help="for each prompt")
    parser.add_argument("--minutes", type=float, help="stop asking after so long")
    parser.add_argument("--steps", type=int)
    parser.add_argument("--guidance", type=float)
    parser.add_argument("--sampler")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--trial", action="store_true", help="print only; leave evaluation.json as it is")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    changes = {key: getattr(options, key) for key in ("steps", "guidance", "sampler")}
    painter = open_painter(options.name, options.pack, options.threads, **changes)
    sheet = FOLDER / f"worldeval-{options.name}.webp"
    figures = judge_pack(painter, asks(options.prompts), options.pictures, options.minutes, sheet)
    print(json.dumps(figures, indent=1), sheet, sep="\n")
    if not options.trial:
        pack = options.pack or Path("models") / options.name
        (pack / "evaluation.json").write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
