"""What our autoencoders do to a picture, so that the judge does not mistake their touch for a fault."""

from collections.abc import Callable

import cv2
import numpy as np
import torch
from torch import Tensor

from training.export.stable_diffusion import load_autoencoder
from training.models.vq import PictureTokenizer
from training.train.run_folder import RUNS

Touch = Callable[[np.ndarray], np.ndarray]
"""A picture, uint8 [512, 512, 3], in and out."""


def touches_of_runs() -> list[Touch]:
    """One for each autoencoder that has been trained here."""
    found: list[Touch] = []
    if (RUNS / "autoencoder/last.pt").exists():
        found.append(_diffusion())
    if (RUNS / "vq/vq.pt").exists():
        found.append(_dalle())
    return found


def _diffusion() -> Touch:
    encoder, decoder = load_autoencoder()

    def touch(image: np.ndarray) -> np.ndarray:
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            return _image(decoder(encoder(_tensor(image))))

    return touch


def _dalle() -> Touch:
    model = PictureTokenizer()
    model.load_state_dict(torch.load(RUNS / "vq/vq.pt"))
    model.eval()

    def touch(image: np.ndarray) -> np.ndarray:
        small = cv2.resize(image, (256, 256), interpolation=cv2.INTER_AREA)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            made = _image(model.decode(model.encode(_tensor(small))))
        return cv2.resize(made, image.shape[1::-1], interpolation=cv2.INTER_LINEAR)

    return touch


def _tensor(image: np.ndarray) -> Tensor:
    return torch.from_numpy(image).permute(2, 0, 1)[None].float() / 127.5 - 1


def _image(made: Tensor) -> np.ndarray:
    return ((made[0].float().permute(1, 2, 0) + 1) * 127.5).clamp(0, 255).round().byte().numpy()
