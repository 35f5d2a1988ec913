"""The picture tokenizer: 256x256 pixels <-> 16x16 tokens of 3,072 codes.

A token is the nearest of 3,072 mean patches to a 16x16 patch of the picture and to nothing beside it, so
an object standing on the token grid makes the same tokens wherever it stands. What a patch alone cannot
say is left to the decoder: it starts from the mean patches and looks eleven tokens around.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

CODES, GRID, PATCH = 3072, 16, 16
UNDRAWN = CODES
"""Token of a cell that is not drawn yet, understood by the decoder only."""


class Mix(nn.Module):
    """A residual layer of two 3x3 convolutions that begins by changing nothing."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.inward = nn.Conv2d(channels, channels, 3, padding=1)
        self.outward = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.outward.weight)
        nn.init.zeros_(self.outward.bias)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.outward(F.relu(self.inward(F.relu(x))))


class Retoucher(nn.Module):
    """Turns features of tokens into what the mean patches lack, some 1.2 GMAC for 256x256: it runs once a row.

    One branch says each patch at once from its neighbourhood, another refines pixels across the seams.
    """

    def __init__(self, wide: int = 192, patch: int = 512, middle: int = 96, fine: int = 64) -> None:
        super().__init__()
        self.neighbourhood = nn.Sequential(nn.Conv2d(wide, wide, 3, padding=1), Mix(wide), Mix(wide))
        self.patch = nn.Sequential(
            nn.ReLU(),
            nn.Conv2d(wide, patch, 1),
            nn.ReLU(),
            nn.Conv2d(patch, 3 * PATCH * PATCH, 1),
            nn.PixelShuffle(PATCH),
        )
        self.pixels = nn.Sequential(
            *_double(wide, middle),
            Mix(middle),
            Mix(middle),
            *_double(middle, fine),
            Mix(fine),
            nn.ReLU(),
            nn.Conv2d(fine, 48, 3, padding=1),
            nn.PixelShuffle(4),
        )
        for branch in (self.patch, self.pixels):
            nn.init.zeros_(branch[-2].weight)
            nn.init.zeros_(branch[-2].bias)

    def forward(self, features: Tensor) -> Tensor:
        """[B, C, h, w] -> [B, 3, 16h, 16w]"""
        near = self.neighbourhood(features)
        return self.patch(near) + self.pixels(near)


class PictureTokenizer(nn.Module):
    """Pictures are in [-1, 1]. `patches` holds the mean patch of each code, and grey for UNDRAWN."""

    def __init__(self, wide: int = 192) -> None:
        super().__init__()
        self.register_buffer("patches", torch.zeros(CODES + 1, 3 * PATCH * PATCH))
        self.features = nn.Embedding(CODES + 1, wide)
        self.retoucher = Retoucher(wide)

    def set_codebook(self, patches: Tensor) -> None:
        """Take mean patches [CODES, 768]; like codes get like features to begin with."""
        self.patches[:CODES] = patches
        spread = torch.randn(patches.shape[1], self.features.embedding_dim) / patches.shape[1] ** 0.5
        with torch.no_grad():
            self.features.weight[:CODES] = 2 * patches @ spread
            self.features.weight[CODES] = 0

    def encode(self, picture: Tensor) -> Tensor:
        """[B, 3, H, W] -> the nearest code of each patch, int64 [B, H/16, W/16]."""
        codes = self.patches[:CODES]
        closeness = F.conv2d(picture, codes.view(CODES, 3, PATCH, PATCH), -codes.square().sum(1) / 2, stride=PATCH)
        return closeness.argmax(1)

    def decode(self, tokens: Tensor) -> Tensor:
        """Tokens int64 [B, h, w] -> picture [B, 3, 16h, 16w], not clamped."""
        rough = F.pixel_shuffle(F.embedding(tokens, self.patches).permute(0, 3, 1, 2), PATCH)
        return rough + self.retoucher(self.features(tokens).permute(0, 3, 1, 2))


def as_patches(pictures: Tensor) -> Tensor:
    """[B, 3, H, W] -> one row a patch, channel first as a convolution has it, [B H/16 W/16, 768]."""
    return F.pixel_unshuffle(pictures, PATCH).permute(0, 2, 3, 1).flatten(0, 2)


def _double(wide: int, narrow: int) -> tuple[nn.Module, nn.Module]:
    return nn.Conv2d(wide, narrow * 4, 1), nn.PixelShuffle(2)
