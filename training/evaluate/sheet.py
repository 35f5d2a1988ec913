"""A sheet of pictures to look at: python -m training.evaluate.sheet stable-diffusion --pictures 40.

The prompts and seeds stay the same from version to version; every second prompt joins things never joined in
training. The sheet is written to training/sheets/, which git ignores.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from training.evaluate.painters import PAINTERS, open_painter
from training.evaluate.protocol import asks

FOLDER = Path("training/sheets")
SIDE, COLUMNS, LINE = 224, 8, 15
"""Pixels of a picture, pictures in a row, pixels of a line of text."""

TALLEST = 16383
"""Pixels a WebP can be high."""

SEED = 60
RIGHT, WRONG, PLAIN = (60, 160, 60), (210, 60, 50), (255, 255, 255)


def tile(image: np.ndarray, text: str, verdict: bool | None = None) -> np.ndarray:
    """A picture, uint8 [H, W, 3], over its prompt; framed green or red where it was judged."""
    height, width = SIDE + 3 * LINE, SIDE + 8
    out = np.full((height + 8, width, 3), 255, np.uint8)
    out[: SIDE + 8, :] = PLAIN if verdict is None else RIGHT if verdict else WRONG
    out[4 : SIDE + 4, 4 : SIDE + 4] = cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    for k, line in enumerate(_lines(text, 36)[:3]):
        at = (4, SIDE + 8 + LINE * (k + 1) - 4)
        cv2.putText(out, line, at, cv2.FONT_HERSHEY_SIMPLEX, 0.36, (30, 30, 30), 1, cv2.LINE_AA)
    return out


def _lines(text: str, most: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def write_sheet(tiles: list[np.ndarray], path: Path) -> Path:
    """The tiles in rows of eight, as WebP or PNG, as many as a WebP can hold."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tiles = tiles[: TALLEST // len(tiles[0]) * COLUMNS]
    blank = np.full_like(tiles[0], 255)
    tiles = tiles + [blank] * (-len(tiles) % COLUMNS)
    rows = [np.hstack(tiles[k : k + COLUMNS]) for k in range(0, len(tiles), COLUMNS)]
    cv2.imwrite(str(path), np.vstack(rows)[..., ::-1], [cv2.IMWRITE_WEBP_QUALITY, 85])
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=PAINTERS)
    parser.add_argument("--pack", type=Path)
    parser.add_argument("--pictures", type=int, default=40)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    painter = open_painter(options.name, options.pack, options.threads, steps=options.steps)
    asked = asks(-(-options.pictures // 7), SEED)[: options.pictures]
    painted = painter.paint_all([(a.prompt, k) for k, a in enumerate(asked)])
    tiles = [
        tile(image, a.prompt + (" (held out)" if a.heldout else "")) for a, image in zip(asked, painted, strict=True)
    ]
    print(write_sheet(tiles, FOLDER / f"{options.name}.webp"))


if __name__ == "__main__":
    main()
