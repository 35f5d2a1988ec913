"""What the judge's pack says of six pictures, for the page to reproduce: `python -m training.golden.recogniser`.

Writes tests/golden/recogniser.json: pictures of 128x128 in 32 levels of each colour, as deflated bytes in base64, to
be doubled to 256x256 pixel by pixel; a few raw values of each map, and what is read from the maps.
"""

import base64
import hashlib
import json
import zlib
from pathlib import Path

import cv2
import numpy as np
import torch

from training.evaluate.judge import PackedJudge
from training.export.recogniser import OUTPUTS, PACK
from training.models.recogniser import read
from training.world.scene import SceneSpec, place_on, place_one, place_over, place_row, render

GOLDEN = Path("tests/golden")
SIDE = 128
SCENES = (
    SceneSpec((place_one("cat", None, 8),), "windowsill", "sunny", 0),
    SceneSpec(place_row([("car", "red"), ("house", "blue")]), "street", "night", 1, "left of"),
    SceneSpec(place_row([("penguin", None)] * 3), "snow", "sunset", 2),
    SceneSpec(place_row([("teacup", "pink"), ("rocket", "green")], 1), "kitchen", None, 0, "and"),
    SceneSpec(place_on([("frog", None), ("mushroom", None)], 8), "forest", "sunny", 0, "on"),
    SceneSpec(place_over([("octopus", "purple"), ("castle", None)], 8, "underwater"), "underwater", None, 1, "above"),
)


def small_render(spec: SceneSpec) -> np.ndarray:
    """uint8 [128, 128, 3] in 32 levels."""
    return cv2.resize(render(spec)[0], (SIDE, SIDE), interpolation=cv2.INTER_AREA) & 0xF8


def golden(judge: PackedJudge, spec: SceneSpec) -> dict:
    """One picture and what is to be found in it."""
    small = small_render(spec)
    maps = judge.maps(small.repeat(2, 0).repeat(2, 1)[None])
    seen = read(maps)[0]
    return {
        "pixels": base64.b64encode(zlib.compress(small.tobytes(), 9)).decode(),
        "raw": {name: some_values(getattr(maps, name)) for name in OUTPUTS},
        "seen": {
            "place": seen.place,
            "light": seen.light,
            "objects": [
                {"name": o.name, "colour": o.colour, "centre": o.centre, "size": o.size, "score": o.score}
                for o in seen.objects
            ],
        },
    }


def some_values(values: torch.Tensor, count: int = 8) -> dict:
    """Values spread over a map, with their places in it when laid flat."""
    flat = values.flatten()
    at = torch.linspace(0, len(flat) - 1, min(count, len(flat))).round().long()
    return {"at": at.tolist(), "values": flat[at].tolist()}


def main() -> None:
    judge = PackedJudge()
    digest = hashlib.sha256((PACK / "onnx/model.onnx").read_bytes()).hexdigest()
    pictures = [golden(judge, spec) for spec in SCENES]
    text = json.dumps({"model_sha256": digest, "side": SIDE, "pictures": pictures}, separators=(",", ":"))
    (GOLDEN / "recogniser.json").write_text(text + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
