"""The text encoder of the Stable Diffusion pack, and the attention that the UNet shares with it."""

import torch
from torch import Tensor, nn


class Attention(nn.Module):
    """Multi-head attention of x [B, N, D] over y [B, M, C]; y may be x itself.

    With `keeps` set, the last weights [B, heads, N, M] stay in `weights`: what is shown when a run is explained.
    """

    def __init__(self, width: int, context: int, heads: int) -> None:
        super().__init__()
        self.keeps, self.weights = False, None
        self.heads = heads
        self.query = nn.Linear(width, width, bias=False)
        self.key_value = nn.Linear(context, 2 * width, bias=False)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        key, value = self.key_value(y).chunk(2, -1)
        q, k, v = (self._split(t) for t in (self.query(x), key, value))  # [B, heads, N or M, D / heads]
        weights = (q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5).softmax(-1)  # by hand: on CPU faster than the fused one
        if self.keeps:
            self.weights = weights
        mixed = weights.to(v.dtype) @ v
        return self.out(mixed.transpose(1, 2).flatten(2))

    def _split(self, t: Tensor) -> Tensor:
        return t.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class FeedForward(nn.Sequential):
    """Four times the width and back."""

    def __init__(self, width: int) -> None:
        super().__init__(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))


class TransformerBlock(nn.Module):
    """Self-attention, attention to a context when there is one, feed-forward; norms first."""

    def __init__(self, width: int, heads: int, context: int | None = None) -> None:
        super().__init__()
        self.norm_self, self.attend_self = nn.LayerNorm(width), Attention(width, width, heads)
        if context:
            self.norm_text, self.attend_text = nn.LayerNorm(width), Attention(width, context, heads)
        self.norm_feed, self.feed = nn.LayerNorm(width), FeedForward(width)

    def forward(self, x: Tensor, context: Tensor | None = None) -> Tensor:
        normed = self.norm_self(x)
        x = x + self.attend_self(normed, normed)
        if context is not None:
            x = x + self.attend_text(self.norm_text(x), context)
        return x + self.feed(self.norm_feed(x))


class TextEncoder(nn.Module):
    """Word numbers [B, 24] to hidden states [B, 24, width]. Padding is a word like any other, learned, not masked."""

    def __init__(self, words: int, length: int = 24, width: int = 160, layers: int = 3, heads: int = 5) -> None:
        super().__init__()
        self.embed = nn.Embedding(words, width)
        self.position = nn.Parameter(0.02 * torch.randn(length, width))
        self.blocks = nn.ModuleList(TransformerBlock(width, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        nn.init.normal_(self.embed.weight, std=0.05)

    def forward(self, input_ids: Tensor) -> Tensor:
        x = self.embed(input_ids) + self.position
        for block in self.blocks:
            x = block(x)
        return self.norm(x)
