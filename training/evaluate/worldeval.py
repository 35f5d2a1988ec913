"""How much of what is asked for is in the pictures: python -m training.evaluate.worldeval stable-diffusion.

Runs the shipped ONNX pack at its shipped settings and writes models/<pack>/evaluation.json. `--prompts N` asks N
prompts of each of seven tasks, half of them held out; `--minutes M` stops asking after M minutes, tasks taking
turns. `--drawn` asks for what models/world.json offers (training/world/drawn.py), `--objects cat dog car bus` for these
alone. `--variant NAME` writes what another sampler, other steps or another pack (`--pack`) gave into "variants"; a
variant called fp32 also tells what int8 costs, on the prompts both were asked. Every picture, framed by its verdict,
goes to training/sheets/.
"""

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from training.evaluate.diversity import Diversity
from training.evaluate.judge import ENOUGH, NAME, Judge, accuracy, load_judge
from training.evaluate.painters import PAINTERS, Painter, open_painter
from training.evaluate.protocol import Ask, Scope, asks, right, score
from training.evaluate.sheet import FOLDER, tile, write_sheet
from training.train.run_folder import RUNS
from training.world.drawn import OBJECT_NAMES, PLACE_NAMES, RELATION_NAMES
from training.world.vocabulary import OBJECT

PROMPTS, PICTURES = 60, 4
TOGETHER = 7
"""Prompts painted in one batch, where a painter can."""
JUDGED_BY = 100
"""True renders of each task that the judge must prove itself on."""


Verdicts = list[tuple[Ask, list[bool]]]


def trusted_judge() -> tuple[Judge, dict[str, float]]:
    """The judge and its accuracy; it may not judge below ENOUGH."""
    judge = load_judge()
    trusted = accuracy(judge, JUDGED_BY)
    if min(trusted.values()) < ENOUGH:
        raise SystemExit(
            f"the judge may not judge yet: it must find {ENOUGH} of true renders right and finds {trusted}"
        )
    return judge, trusted


def painted(
    painter: Painter, asked: list[Ask], pictures: int, until: float | None
) -> Iterator[tuple[Ask, list[np.ndarray]]]:
    """Each prompt with its pictures, painted TOGETHER at a time; none is begun after the moment `until`."""
    for first in range(0, len(asked), TOGETHER):
        if until and time.time() > until:
            return
        some = asked[first : first + TOGETHER]
        images = painter.paint_all([(ask.prompt, seed) for ask in some for seed in range(pictures)])
        for k, ask in enumerate(some):
            yield ask, images[k * pictures : (k + 1) * pictures]


def judge_pack(
    painter: Painter, asked: list[Ask], pictures: int, minutes: float | None, sheet: Path
) -> tuple[dict, Verdicts]:
    """Paints and judges: the figures of evaluation.json, and the verdict on each picture."""
    began, (judge, trusted) = time.time(), trusted_judge()
    verdicts: Verdicts = []
    tiles, diversity = [], Diversity(judge.model)
    for ask, images in painted(painter, asked, pictures, minutes and began + 60 * minutes):
        seen = judge.see(images)
        verdicts.append((ask, [right(ask, s) for s in seen]))
        if pictures > 1:
            diversity.add(ask.spec, images)
        for image, sight, good in zip(images, seen, verdicts[-1][1], strict=True):
            saw = ", ".join(f"{o.colour} {o.name}" for o in sight.objects) or "nothing"
            tiles.append(tile(image, f"{ask.prompt} | saw {saw}, {sight.place}, {sight.light}", good))
    write_sheet(tiles, sheet)
    settings = painter.settings
    figures = {
        **score(verdicts),
        "steps": settings.steps,
        "guidance": settings.guidance,
        "sampler": settings.sampler,
        "prompts": len(verdicts),
        "images": sum(len(v) for _, v in verdicts),
        "quantised_minus_fp32": None,
        "diversity": diversity.figures() if pictures > 1 else None,
        "judge": {"name": NAME, "accuracy": trusted},
        "seconds": round(time.time() - began, 1),
    }
    return figures, verdicts


def minus(verdicts: list[list[bool]], others: list[list[bool]]) -> float:
    """Overall score of the first less that of the second, on the prompts and pictures that both have."""
    asked = asks(-(-len(verdicts) // 7))
    both = [(a, v[: len(o)], o[: len(v)]) for a, v, o in zip(asked, verdicts, others, strict=False)]
    first, second = (score([(b[0], b[k]) for b in both])["overall"] for k in (1, 2))
    return round(first - second, 4)


def keep(name: str, pack: Path, variant: str | None, figures: dict, verdicts: Verdicts) -> None:
    """Writes the figures into evaluation.json, and the verdicts where a variant can be set beside them."""
    kept = RUNS / "worldeval" / f"{name}.json"
    kept.parent.mkdir(exist_ok=True)
    file = pack / "evaluation.json"
    if variant is None:
        kept.write_text(json.dumps([v for _, v in verdicts]))
        file.write_text(json.dumps(figures, indent=1) + "\n")
        return
    told = json.loads(file.read_text())
    del figures["judge"], figures["quantised_minus_fp32"]
    shipped_minus = minus(json.loads(kept.read_text()), [v for _, v in verdicts])
    told.setdefault("variants", {})[variant] = {**figures, "shipped_minus_this": shipped_minus}
    if variant == "fp32":
        told["quantised_minus_fp32"] = shipped_minus
    file.write_text(json.dumps(told, indent=1) + "\n")


def scope_of(options: argparse.Namespace) -> Scope:
    """What the options let prompts name."""
    return Scope(OBJECT_NAMES, PLACE_NAMES, RELATION_NAMES) if options.drawn else Scope(options.objects)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=PAINTERS)
    parser.add_argument("--pack", type=Path)
    parser.add_argument("--variant")
    parser.add_argument("--prompts", type=int, default=PROMPTS, help="of each of the seven tasks")
    parser.add_argument("--pictures", type=int, default=PICTURES, help="for each prompt")
    parser.add_argument("--minutes", type=float, help="stop asking after so long")
    parser.add_argument("--steps", type=int)
    parser.add_argument("--guidance", type=float)
    parser.add_argument("--sampler")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--trial", action="store_true", help="print only; leave evaluation.json as it is")
    scope = parser.add_mutually_exclusive_group()
    scope.add_argument("--objects", nargs="+", choices=[*OBJECT], help="ask for these alone")
    scope.add_argument("--drawn", action="store_true", help="ask for what the shipped packs draw")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    changes = {key: getattr(options, key) for key in ("steps", "guidance", "sampler")}
    painter = open_painter(options.name, options.pack, options.threads, **changes)
    sheet = FOLDER / f"worldeval-{'-'.join(filter(None, (options.name, options.variant)))}.webp"
    figures, verdicts = judge_pack(painter, asks(options.prompts, scope=scope_of(options)), options.pictures, options.minutes, sheet)
    print(json.dumps(figures, indent=1), sheet, sep="\n")
    if not options.trial:
        pack = (options.pack if not options.variant else None) or Path("models") / options.name
        keep(options.name, pack, options.variant, figures, verdicts)


if __name__ == "__main__":
    main()
