"""The training trace of one part of a pack, written as it happens and read again on resume."""

import json
from pathlib import Path
from typing import Any


def spread(steps: list[int], most: int) -> list[int]:
    """At most so many of the steps, evenly spread, the first and the last among them."""
    if len(steps) <= most:
        return steps
    return [steps[round(k * (len(steps) - 1) / (most - 1))] for k in range(most)]


class Record:
    """One part of `training.json`: numbers by step, and the samples made on the way.

    `seconds` counts the seconds trained, over all the restarts.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.part: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {"name": name, "samples": []}

    def add(self, step: int, **numbers: float) -> None:
        """Note numbers (loss, heldout_loss, accuracy, lr, seconds, ...) at a step and save."""
        for key, value in {"steps": step, **numbers}.items():
            self.part.setdefault(key, []).append(round(value, 6) if isinstance(value, float) else value)
        self.save()

    def sample(self, step: int, prompt: str, seed: int, file: str) -> None:
        """Note that `file` (relative to the pack) is what the model made of `prompt` at a step."""
        entry = {"step": step, "prompt": prompt, "seed": seed, "file": file}
        if entry not in self.part["samples"]:
            self.part["samples"].append(entry)
        self.save()

    @property
    def seconds(self) -> float:
        return float(self.part.get("seconds", [0.0])[-1])

    def save(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(self.part))
