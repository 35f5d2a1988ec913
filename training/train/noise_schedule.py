"""The noise schedule of the Stable Diffusion pack, as diffusers computes it from scheduler_config.json."""

import torch
from torch import Tensor

STEPS = 1000


def signal_and_noise() -> tuple[Tensor, Tensor]:
    """alpha and sigma by timestep, float32 [1000]: scaled-linear betas made zero at the end.

    Lin et al., "Common Diffusion Noise Schedules and Sample Steps are Flawed" (2024), algorithm 1.
    """
    betas = torch.linspace(0.00085**0.5, 0.012**0.5, STEPS, dtype=torch.float64) ** 2
    alpha = (1 - betas).cumprod(0).sqrt()
    alpha = (alpha - alpha[-1]) * alpha[0] / (alpha[0] - alpha[-1])
    return alpha.float(), (1 - alpha**2).sqrt().float()
