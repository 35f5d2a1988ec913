"""GPT-2 (Radford et al. 2019), small: the very architecture and tensor names of transformers' GPT2LMHeadModel."""

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

Cache = list[tuple[Tensor, Tensor]]  # for each layer keys and values, [B, H, P, D]


@dataclass(frozen=True)
class Shape:
    """How large the model is."""

    vocabulary: int = 4096
    context: int = 256
    width: int = 256
    heads: int = 8
    layers: int = 6

    def to_dict(self) -> dict[str, int]:
        return asdict(self)


class Projection(nn.Module):
    """GPT-2's "Conv1D": a linear layer whose weight is stored as [in, out]."""

    def __init__(self, width_in: int, width_out: int, scale: float = 0.02) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(width_in, width_out) * scale)
        self.bias = nn.Parameter(torch.zeros(width_out))

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, self.weight.T, self.bias)


class Attention(nn.Module):
    """Causal self-attention; keys and values of earlier tokens may come from a cache."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.c_attn = Projection(shape.width, 3 * shape.width)
        self.c_proj = Projection(shape.width, shape.width, 0.02 / math.sqrt(2 * shape.layers))

    def forward(
        self, x: Tensor, seen: Tensor, past: tuple[Tensor, Tensor] | None
    ) -> tuple[Tensor, tuple[Tensor, Tensor], Tensor]:
        """`x` [B, T, C], `seen` bool [B, 1, T, P+T]. Gives [B, T, C], the new cache, and weights [B, H, T, P+T]."""
        q, k, v = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in self.c_attn(x).chunk(3, -1))
        if past is not None:
            k, v = torch.cat((past[0], k), 2), torch.cat((past[1], v), 2)
        scores = q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5  # written out: the page shows the weights
        weights = scores.masked_fill(~seen, torch.finfo(scores.dtype).min).softmax(-1).to(v.dtype)
        mixed = weights @ v  # [B, H, T, D]
        return self.c_proj(mixed.transpose(1, 2).flatten(2)), (k, v), weights


class Feedforward(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.c_fc = Projection(shape.width, 4 * shape.width)
        self.c_proj = Projection(4 * shape.width, shape.width, 0.02 / math.sqrt(2 * shape.layers))

    def forward(self, x: Tensor) -> Tensor:
        return self.c_proj(F.gelu(self.c_fc(x), approximate="tanh"))


class Block(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.ln_1 = nn.LayerNorm(shape.width)
        self.attn = Attention(shape)
        self.ln_2 = nn.LayerNorm(shape.width)
        self.mlp = Feedforward(shape)

    def forward(
        self, x: Tensor, seen: Tensor, past: tuple[Tensor, Tensor] | None
    ) -> tuple[Tensor, tuple[Tensor, Tensor], Tensor]:
        mixed, present, weights = self.attn(self.ln_1(x), seen, past)
        x = x + mixed
        return x + self.mlp(self.ln_2(x)), present, weights


class Transformer(nn.Module):
    """Embeddings, blocks and the last norm, under GPT-2's names."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.wte = nn.Embedding(shape.vocabulary, shape.width)
        self.wpe = nn.Embedding(shape.context, shape.width)
        self.h = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.ln_f = nn.LayerNorm(shape.width)
        nn.init.normal_(self.wte.weight, std=0.02)
        nn.init.normal_(self.wpe.weight, std=0.01)


@dataclass
class Output:
    """Logits [B, T, V]; the cache; attention weights [B, H, T, P+T] and the state [B, T, C] after each block."""

    logits: Tensor
    present: Cache
    attentions: list[Tensor]
    hidden: list[Tensor]


class Gpt(nn.Module):
    """Token ids in, next-token logits out; the head is the embedding again."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.transformer = Transformer(shape)

    def forward(self, ids: Tensor, positions: Tensor, seen: Tensor, past: Cache | None = None) -> Output:
        """`ids`, `positions` int64 [B, T]; `seen` bool [B, 1, T, P+T]: which tokens each token may look at."""
        x = self.transformer.wte(ids) + self.transformer.wpe(positions)  # [B, T, C]
        present, attentions, hidden = [], [], []
        for i, block in enumerate(self.transformer.h):
            x, cached, weights = block(x, seen, past[i] if past else None)
            present.append(cached)
            attentions.append(weights)
            hidden.append(x)
        return Output(self.read(x), present, attentions, hidden)

    def read(self, hidden: Tensor) -> Tensor:
        """The logits that a state [..., C] would give: the "lens" on every layer."""
        x = self.transformer.ln_f(hidden)
        return F.linear(x, self.transformer.wte.weight)


def causal(batch: int, length: int) -> Tensor:
    """Every token sees itself and those before it: bool [B, 1, T, T]."""
    return torch.ones(length, length, dtype=torch.bool).tril().expand(batch, 1, -1, -1)


def parameters(model: Gpt) -> int:
    """How many numbers the model has learned."""
    return sum(p.numel() for p in model.parameters())
