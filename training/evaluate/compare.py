"""Two packs of one image model beside each other: `python -m training.evaluate.compare A B --name stable-diffusion`.

A and B are folders. Both draw the same prompts from the same seeds; the sheet shows A's picture above B's.
"""

import argparse
from pathlib import Path

import torch

from training.evaluate.painters import PAINTERS, Painter, open_painter
from training.evaluate.protocol import Ask, asks, right, score
from training.evaluate.sheet import COLUMNS, FOLDER, tile, write_sheet
from training.evaluate.worldeval import trusted_judge


def compare(painters: tuple[Painter, Painter], asked: list[Ask], pictures: int, sheet: Path) -> dict:
    """Both packs' scores, and how many pictures only one of them got right."""
    judge, _ = trusted_judge()
    verdicts: tuple[list, list] = ([], [])
    rows: tuple[list, list] = ([], [])
    for ask in asked:
        for painter, told, tiles in zip(painters, verdicts, rows, strict=True):
            images = [painter.paint(ask.prompt, seed) for seed in range(pictures)]
            good = [right(ask, seen) for seen in judge.see(images)]
            told.append((ask, good))
            tiles += [tile(image, ask.prompt, is_right) for image, is_right in zip(images, good, strict=True)]
    together = []
    for start in range(0, len(rows[0]), COLUMNS):
        blank = [0 * rows[0][0] + 255] * (COLUMNS - len(rows[0][start : start + COLUMNS]))
        together += [*rows[0][start : start + COLUMNS], *blank, *rows[1][start : start + COLUMNS], *blank]
    write_sheet(together, sheet)
    pairs = [(a, b) for (_, v), (_, w) in zip(*verdicts, strict=True) for a, b in zip(v, w, strict=True)]
    return {
        "A": score(verdicts[0]),
        "B": score(verdicts[1]),
        "only_A_right": sum(a and not b for a, b in pairs),
        "only_B_right": sum(b and not a for a, b in pairs),
        "pictures": len(pairs),
    }


def report(found: dict) -> str:
    """The scores as a table."""
    a, b = found["A"], found["B"]
    rows = [
        ("overall", a["overall"], b["overall"]),
        ("seen", a["seen"], b["seen"]),
        ("held out", a["heldout"], b["heldout"]),
    ]
    rows += [(task, a["tasks"][task], b["tasks"][task]) for task in a["tasks"]]
    lines = [f"{name:20} {x if x is not None else '-':>7} {y if y is not None else '-':>7}" for name, x, y in rows]
    only = (
        f"only A right: {found['only_A_right']}, only B right: {found['only_B_right']}, of {found['pictures']} pictures"
    )
    return "\n".join([f"{'':20} {'A':>7} {'B':>7}", *lines, only])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("a", type=Path)
    parser.add_argument("b", type=Path)
    parser.add_argument("--name", choices=PAINTERS, default="stable-diffusion")
    parser.add_argument("--prompts", type=int, default=6, help="of each of the seven tasks")
    parser.add_argument("--pictures", type=int, default=2, help="for each prompt")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    painters = tuple(open_painter(options.name, pack, options.threads) for pack in (options.a, options.b))
    sheet = FOLDER / f"compare-{options.name}.webp"
    print(report(compare(painters, asks(options.prompts), options.pictures, sheet)), sheet, sep="\n")


if __name__ == "__main__":
    main()
