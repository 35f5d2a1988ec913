"""Where a run keeps its log and its checkpoints, so that it can be stopped at any time and gone on with."""

import json
import os
import platform
import time
from pathlib import Path

import torch

RUNS = Path("training/runs")


class RunFolder:
    """training/runs/<name>: `log.jsonl`, `last.pt`, and the seconds trained so far over all restarts."""

    def __init__(self, name: str) -> None:
        self.path = RUNS / name
        self.path.mkdir(parents=True, exist_ok=True)
        self.before = 0.0
        self.began = time.time()

    @property
    def seconds(self) -> float:
        """Seconds of training, restarts included."""
        return self.before + time.time() - self.began

    def resume(self) -> dict | None:
        """The last checkpoint, or None on a first start."""
        file = self.path / "last.pt"
        if not file.exists():
            return None
        state = torch.load(file, weights_only=False)
        self.before = state["seconds"]
        return state

    def save(self, state: dict) -> None:
        """Writes a checkpoint whole or not at all."""
        part = self.path / "part.pt"
        torch.save({**state, "seconds": self.seconds}, part)
        os.replace(part, self.path / "last.pt")

    def log(self, **figures: float | str) -> None:
        """One line of the log, printed too."""
        figures = {k: round(v, 5) if isinstance(v, float) else v for k, v in figures.items()}
        line = json.dumps({**figures, "seconds": round(self.seconds, 1)})
        with (self.path / "log.jsonl").open("a") as file:
            file.write(line + "\n")
        print(line, flush=True)

    def note(self, step: int, what: str) -> None:
        """A restart with something changed, told in training.json."""
        with (self.path / "restarts.jsonl").open("a") as file:
            file.write(json.dumps({"step": step, "what": what}) + "\n")

    def restarts(self) -> list[dict]:
        """All the notes so far."""
        file = self.path / "restarts.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    def lines(self) -> list[dict]:
        """The log so far."""
        file = self.path / "log.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def machine() -> str:
    """The machine in words, for training.json."""
    cpu = next(
        (
            ln.split(":")[1].strip()
            for ln in Path("/proc/cpuinfo").read_text().splitlines()
            if ln.startswith("model name")
        ),
        platform.processor(),
    )
    return (
        f"{cpu}, {os.cpu_count()} cores shared with other work, one thread, bf16 autocast, PyTorch {torch.__version__}"
    )
