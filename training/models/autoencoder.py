"""The autoencoder of the Stable Diffusion pack: 512x512 pictures to 32x32x4 latents and back.

Residual blocks of convolution, ReLU, convolution without norms, as in TAESD (Bohan, 2023).
"""

import torch
from torch import Tensor, nn

LATENT_CHANNELS = 4
FACTOR = 16
"""Pixels along one side of a latent cell."""


class Block(nn.Module):
    """x + conv(relu(conv(relu(x)))), starting as the identity."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(torch.relu(self.first(torch.relu(x))))


class Encoder(nn.Module):
    """Pictures in [-1, 1], [B, 3, H, W], to latents of unit variance, [B, 4, H / 16, W / 16].

    The variance is held at one by a batch norm without parameters, whose running figures are folded in at
    export; so `scaling_factor` is 1.
    """

    def __init__(self, narrow: int = 48, wide: int = 96) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.AvgPool2d(2),
            nn.PixelUnshuffle(4),  # [B, 48, H / 8, W / 8]
            nn.Conv2d(48, narrow, 3, padding=1),
            Block(narrow),
            Block(narrow),
            nn.Conv2d(narrow, wide, 3, stride=2, padding=1),  # [B, wide, H / 16, W / 16]
            Block(wide),
            Block(wide),
            nn.ReLU(),
            nn.Conv2d(wide, LATENT_CHANNELS, 3, padding=1),
        )
        self.norm = nn.BatchNorm2d(LATENT_CHANNELS, affine=False, momentum=0.02)

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(self.layers(x).float())


class Upsample(nn.Module):
    """Twice the side by a 1x1 convolution and a pixel shuffle."""

    def __init__(self, width: int, narrower: int) -> None:
        super().__init__()
        self.spread = nn.Conv2d(width, narrower * 4, 1)
        self.shuffle = nn.PixelShuffle(2)

    def forward(self, x: Tensor) -> Tensor:
        return self.shuffle(self.spread(x))


class Decoder(nn.Module):
    """Latents [B, 4, h, w] to pictures, [-1, 1] but for overshoot, [B, 3, 16 h, 16 w]."""

    def __init__(self, widths: tuple[int, int, int] = (160, 96, 48), blocks: tuple[int, int, int] = (3, 3, 1)) -> None:
        super().__init__()
        a, b, c = widths
        self.layers = nn.Sequential(
            nn.Conv2d(LATENT_CHANNELS, a, 3, padding=1),
            *(Block(a) for _ in range(blocks[0])),
            Upsample(a, b),  # [B, b, 2 h, 2 w]
            *(Block(b) for _ in range(blocks[1])),
            Upsample(b, c),  # [B, c, 4 h, 4 w]
            *(Block(c) for _ in range(blocks[2])),
            nn.ReLU(),
            nn.Conv2d(c, 48, 3, padding=1),
            nn.PixelShuffle(4),  # [B, 3, 16 h, 16 w]
        )

    def forward(self, z: Tensor) -> Tensor:
        return self.layers(z)
