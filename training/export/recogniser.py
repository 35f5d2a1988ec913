"""Writes models/recogniser, the judge as the page can run it: `python -m training.export.recogniser`."""

import json
from pathlib import Path

import torch
from torch import Tensor, nn

from training.export.onnx_int8 import export
from training.models.recogniser import APART, NAMES, PLACE_NAMES, SIDE, THRESHOLD, Recogniser
from training.train.recogniser import load
from training.train.run_folder import RUNS
from training.world.vocabulary import COLOURS, GRID, LIGHTS

PACK = Path("models/recogniser")
OUTPUTS = ("heat", "box", "colour", "kind", "place", "light")


class RawMaps(nn.Module):
    """The recogniser's maps as a tuple, in the order of OUTPUTS."""

    def __init__(self, model: Recogniser) -> None:
        super().__init__()
        self.model = model

    def forward(self, pixel_values: Tensor) -> tuple[Tensor, ...]:
        maps = self.model(pixel_values)
        return tuple(getattr(maps, name) for name in OUTPUTS)


def config() -> dict:
    """How pictures go in and how the maps are read; `training.models.recogniser.read` does the same."""
    return {
        "model_type": "recogniser",
        "image_size": SIDE,
        "resize": "area",
        "range": [-1, 1],
        "grid": GRID,
        "threshold": THRESHOLD,
        "apart": APART,
        "peaks": 8 * GRID,
        "objects": list(NAMES),
        "colours": list(COLOURS),
        "places": list(PLACE_NAMES),
        "lights": list(LIGHTS),
        "outputs": {
            "heat": "[B, objects, grid, grid] logits: sigmoid is how surely the object's centre lies in the cell",
            "box": "[B, 4, grid, grid] centre x and y from the cell's left upper corner, width, height, in cells",
            "colour": "[B, colours, grid, grid] logits: softmax, then the mean of the 3x3 cells around the centre",
            "kind": "[B, 1 + objects, grid, grid] logits of what covers the cell, 0 nothing",
            "place": "[B, places] logits",
            "light": "[B, lights] logits",
        },
        "reading": "of the surest `peaks` values of heat down to threshold, all but those nearer than `apart` cells, "
        "in x and in y, to a surer one",
    }


def write_pack(folder: Path = PACK) -> None:
    """Graph and config; card and evaluation are `training.export.recogniser_card`'s."""
    model = load(RUNS / "recogniser").to(memory_format=torch.contiguous_format)
    batch = {name: {0: "batch"} for name in ("pixel_values", *OUTPUTS)}
    picture = {"pixel_values": torch.zeros(2, 3, SIDE, SIDE)}
    size = export(RawMaps(model), picture, OUTPUTS, folder / "onnx/model.onnx", batch)
    (folder / "config.json").write_text(json.dumps(config(), indent=2) + "\n")
    print(f"{folder}: model {size / 1e6:.2f} MB")


if __name__ == "__main__":
    torch.set_num_threads(1)
    write_pack()
