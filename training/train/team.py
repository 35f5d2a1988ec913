"""Several processes of one thread each that train one model together, by averaging their gradients."""

import os

import torch
import torch.distributed as dist
from torch import Tensor


class Team:
    """Rank 0 leads: it keeps the log, and its word is what the others do. Alone, everything is a no-op."""

    def __init__(self, workers: int, rank: int, port: int = 29511) -> None:
        self.workers, self.rank = workers, rank
        if workers > 1:
            os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
            dist.init_process_group("gloo", rank=rank, world_size=workers)

    @property
    def leads(self) -> bool:
        return self.rank == 0

    def agree(self, *numbers: float) -> list[float]:
        """The leader's numbers, on every rank."""
        said = torch.tensor(numbers, dtype=torch.float64)
        if self.workers > 1:
            dist.broadcast(said, 0)
        return said.tolist()

    def average_gradients(self, params: list[Tensor]) -> None:
        """Replaces each gradient by the mean over the team."""
        if self.workers == 1:
            return
        with_gradient = [p for p in params if p.grad is not None]
        flat = torch.cat([p.grad.flatten() for p in with_gradient])
        dist.all_reduce(flat)
        flat /= self.workers
        for p, part in zip(with_gradient, flat.split([p.numel() for p in with_gradient]), strict=True):
            p.grad.copy_(part.view_as(p))
