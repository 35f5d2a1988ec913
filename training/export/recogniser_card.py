"""Judges models/recogniser as it ships, then writes its evaluation.json and card: `python -m training.export.recogniser_card`."""

import json
from pathlib import Path

import torch

from training.evaluate.judge import PackedJudge, figures
from training.export.recogniser import PACK
from training.models.recogniser import NAMES, SIDE, Recogniser
from training.train.recogniser import load
from training.train.run_folder import RUNS, RunFolder, machine
from training.world.vocabulary import GRID

CARD = """# The judge

A convolutional network of {parameters:.2f} M parameters that finds the {objects} things of the picture-book world in a
picture, with box and colour, and tells its place and light ("objects as points", Zhou et al., 2019). It judges what the
image models draw (WorldEval) and lets the page say what it sees. It was trained on true renders of `training/world`
alone, and never teaches a generator.

`onnx/model.onnx`, int8 weights by output channel: `pixel_values` float32 [B, 3, {side}, {side}], RGB in [-1, 1], to
raw maps on a {grid}x{grid} grid. `config.json` says what each holds and how it is read.

| measured on {prompts} true renders a task | right |
|---|---|
{rows}

It sees an object in {noise:.0%} of pictures of noise and in {spoilt:.0%} of objects spoilt on purpose. It does not know what
is not in its lists. A thing in its natural colour is given whichever of the eight colours is nearest: nothing taught it
otherwise. White things in snow and black ones at night are the hardest.

Trained for {minutes:.0f} minutes of a core's time on {machine}; it began with the weights of the judge of 20 things. The objects are Fluent Emoji 3D by Microsoft (MIT).
"""


def card(model: Recogniser, told: dict, minutes: float) -> str:
    """The model card."""
    rows = "\n".join(f"| {task} | {share:.3f} |" for task, share in told["accuracy"].items())
    return CARD.format(
        parameters=sum(p.numel() for p in model.parameters()) / 1e6, objects=len(NAMES), side=SIDE, grid=GRID, rows=rows,
        prompts=told["prompts"], noise=told["objects_in_noise"], spoilt=told["spoilt_accepted"],
        minutes=minutes, machine=machine(),
    )  # fmt: skip


def write_card(folder: Path = PACK) -> None:
    """Writes evaluation.json and README.md."""
    told = figures(PackedJudge(folder))
    (folder / "evaluation.json").write_text(json.dumps(told, indent=1) + "\n")
    saved = RunFolder("recogniser").resume()
    (folder / "README.md").write_text(card(load(RUNS / "recogniser"), told, saved["core_seconds"] / 60))


if __name__ == "__main__":
    torch.set_num_threads(1)
    write_card()
