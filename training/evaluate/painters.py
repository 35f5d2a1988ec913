"""From prompt and seed to a picture, by the shipped ONNX packs at their shipped settings."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np


@dataclass(frozen=True)
class Settings:
    """How pictures are made, as evaluation.json tells it."""

    steps: int
    guidance: float
    sampler: str


class Painter(Protocol):
    """Makes pictures."""

    settings: Settings

    def paint(self, prompt: str, seed: int) -> np.ndarray:
        """uint8 RGB, [512, 512, 3] or [256, 256, 3]."""
        ...

    def paint_all(self, wishes: list[tuple[str, int]]) -> list[np.ndarray]:
        """A picture for each (prompt, seed)."""
        ...


class Diffusion:
    """models/stable-diffusion."""

    def __init__(self, pack: Path, threads: int) -> None:
        from training.golden.stable_diffusion import Pipeline

        shipped = json.loads((pack / "windowsill.json").read_text())
        self.settings = Settings(shipped["steps"], shipped["guidance_scale"], shipped["sampler"])
        self.pipeline = Pipeline(pack, threads)

    def paint(self, prompt: str, seed: int) -> np.ndarray:
        s = self.settings
        return self.pipeline.decode(self.pipeline.denoise(prompt, seed, s.steps, s.guidance, s.sampler)[-1])

    def paint_all(self, wishes: list[tuple[str, int]]) -> list[np.ndarray]:
        return [self.paint(prompt, seed) for prompt, seed in wishes]


class Tokens:
    """models/dalle."""

    def __init__(self, pack: Path, threads: int) -> None:
        from training.golden.dalle import Pipeline

        self.pipeline = Pipeline(pack, threads)
        config = self.pipeline.config
        self.settings = Settings(
            256, config["guidance"], f"temperature {config['temperature']}, top-k {config['top_k']}"
        )

    def paint(self, prompt: str, seed: int) -> np.ndarray:
        return self.paint_all([(prompt, seed)])[0]

    def paint_all(self, wishes: list[tuple[str, int]]) -> list[np.ndarray]:
        """In one batch, which is several times faster than one by one."""
        shipped = self.pipeline.config
        codes = self.pipeline.draw(wishes, self.settings.guidance, shipped["temperature"], shipped["top_k"])
        return [self.pipeline.decode(c) for c in codes]


PAINTERS = {"stable-diffusion": Diffusion, "dalle": Tokens}


def open_painter(name: str, pack: Path | None = None, threads: int = 1, **changes: float | str) -> Painter:
    """The painter of a pack; `changes` overrule its settings (steps, guidance, sampler)."""
    painter = PAINTERS[name](pack or Path("models") / name, threads)
    given = {key: value for key, value in changes.items() if value is not None}
    painter.settings = Settings(**{**painter.settings.__dict__, **given})
    return painter
