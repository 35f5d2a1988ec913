"""The judge of the pictures, and how far it can be trusted: python -m training.evaluate.judge."""

import argparse
import json
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
import torch

from training.evaluate.protocol import TASKS, Ask, asks, right, truth
from training.export.onnx_int8 import open_session
from training.export.recogniser import OUTPUTS, PACK
from training.models.recogniser import SIDE, Maps, Recogniser, Seen, look, read
from training.train.recogniser import load, spoil, to_picture, view_of
from training.train.run_folder import RUNS
from training.world.scene import render

NAME = "recogniser"
RUN = RUNS / NAME
ENOUGH = 0.98
"""How much of each task's true renders it must find right before it may judge."""

ACCURACY_SEED = 97
"""Prompts by which the judge is judged are other ones than those of the models."""


class Sees(Protocol):
    """The judge, trained or shipped."""

    def see(self, images: list[np.ndarray]) -> list[Seen]:
        """uint8 [H, W, 3] each, square."""
        ...


class Judge:
    """Looks at pictures of any size."""

    def __init__(self, model: Recogniser) -> None:
        self.model = model.eval()

    def see(self, images: list[np.ndarray]) -> list[Seen]:
        """uint8 [H, W, 3] each, square."""
        return look(self.model, to_picture([at_its_size(i) for i in images]))


class PackedJudge:
    """The judge as it ships, by onnxruntime."""

    def __init__(self, pack: Path = PACK, threads: int = 1) -> None:
        self.session = open_session(pack / "onnx/model.onnx", threads)

    def maps(self, pictures: np.ndarray) -> Maps:
        """uint8 [B, 256, 256, 3] to the raw maps."""
        values = pictures.transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1
        made = self.session.run(list(OUTPUTS), {"pixel_values": values})
        return Maps(**{name: torch.from_numpy(m) for name, m in zip(OUTPUTS, made, strict=True)})

    def see(self, images: list[np.ndarray]) -> list[Seen]:
        """uint8 [H, W, 3] each, square."""
        return read(self.maps(np.stack([at_its_size(i) for i in images])))


def at_its_size(image: np.ndarray) -> np.ndarray:
    """uint8 [H, W, 3], square, to [256, 256, 3]."""
    return cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA) if len(image) != SIDE else image


def load_judge(run: Path = RUN) -> Judge:
    """The trained judge."""
    return Judge(load(run))


def accuracy(judge: Sees, prompts: int = 100) -> dict[str, float]:
    """By task, the share of true renders that it calls right."""
    return _shares(judge, _rendered(asks(prompts, ACCURACY_SEED)))


def wrongly_accepted(judge: Sees, prompts: int = 100) -> dict[str, float]:
    """By task, the share of renders of another prompt that it calls right; pairs that fit by chance are left out."""
    pairs = _rendered(asks(prompts, ACCURACY_SEED))
    crossed = []
    for task in TASKS:
        own = [(a, i) for a, i in pairs if a.task == task]
        turned = zip(own, own[1:] + own[:1], strict=True)
        crossed += [(a, image) for (a, _), (b, image) in turned if not right(a, truth(b.spec))]
    return _shares(judge, crossed)


def accepted_spoilt(judge: Sees, pictures: int = 60) -> float:
    """The share of spoilt objects (smeared, shuffled, wiped out, mixed) in which it still sees the object."""
    rng = np.random.default_rng(ACCURACY_SEED)
    asked = [a for a in asks(pictures, ACCURACY_SEED) if a.task == "single object"]
    views = [(view_of(a.spec), a.spec) for a in asked]
    for k, (view, spec) in enumerate(views):
        spoil(view, spec, views[k - 1], rng)
    sights = judge.see([view.image for view, _ in views])
    return round(float(np.mean([right(a, seen) for a, seen in zip(asked, sights, strict=True)])), 4)


def accepted_noise(judge: Sees, pictures: int = 50) -> float:
    """The share of pictures of mere noise in which it sees any object."""
    rng = np.random.default_rng(ACCURACY_SEED)
    noise = [rng.integers(0, 256, (SIDE, SIDE, 3), dtype=np.uint8) for _ in range(pictures)]
    return float(np.mean([bool(seen.objects) for seen in judge.see(noise)]))


def _rendered(asked: list[Ask]) -> list[tuple[Ask, np.ndarray]]:
    return [(ask, cv2.resize(render(ask.spec)[0], (SIDE, SIDE), interpolation=cv2.INTER_AREA)) for ask in asked]


def _shares(judge: Sees, pairs: list[tuple[Ask, np.ndarray]]) -> dict[str, float]:
    found: dict[str, list[bool]] = {task: [] for task in TASKS}
    for start in range(0, len(pairs), 32):
        part = pairs[start : start + 32]
        for (ask, _), seen in zip(part, judge.see([image for _, image in part]), strict=True):
            found[ask.task].append(right(ask, seen))
    return {task: round(float(np.mean(v)), 4) for task, v in found.items()}


def figures(judge: Sees, prompts: int = 100) -> dict:
    """All that is measured of a judge."""
    told = {
        "prompts": prompts,
        "accuracy": accuracy(judge, prompts),
        "wrongly_accepted": wrongly_accepted(judge, prompts),
        "spoilt_accepted": accepted_spoilt(judge),
        "objects_in_noise": accepted_noise(judge),
    }
    return {**told, "may_judge": min(told["accuracy"].values()) >= ENOUGH}


def main(arguments: list[str] | None = None) -> None:
    """Measures the judge and writes accuracy.json into its run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=RUN)
    parser.add_argument("--prompts", type=int, default=100)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    text = json.dumps(figures(load_judge(options.run), options.prompts), indent=1)
    (options.run / "accuracy.json").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
