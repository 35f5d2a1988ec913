"""Draw picture tokens with the torch model, by the rule of the page's engine (src/core/sampling.ts)."""

import torch
from torch import Tensor

from training.models.dalle import CELLS, Dalle, hide


def choose(scores: Tensor, temperature: float, top_k: int, uniform: float) -> int:
    """One of the likeliest `top_k` of scores [K], by the inverse of their cumulated chances at `uniform`.

    The likeliest come first and, of equals, the lower number. Temperature 0 takes the likeliest.
    """
    order = torch.sort(scores, descending=True, stable=True).indices[: top_k or None]
    if temperature == 0:
        return int(order[0])
    chances = (scores[order].double() / temperature).softmax(0).cumsum(0)
    return int(order[min(int(torch.searchsorted(chances, uniform, right=True)), len(order) - 1)])


@torch.no_grad()
def paint(
    model: Dalle, ids: Tensor, seeds: list[int], guidance: float = 1.5, temperature: float = 0.8, top_k: int = 32
) -> Tensor:
    """Words int64 [B, 24] -> tokens int64 [B, 256]. Picture k draws its numbers from torch's generator at seeds[k]."""
    model.eval()
    generators = [torch.Generator().manual_seed(seed) for seed in seeds]
    empty = torch.zeros_like(ids)
    empty[:, 0] = 1
    both = ids if guidance == 1 else torch.cat([ids, empty])
    mask = (both > 0).long()
    decoder, word_bias = model.decoder, hide(mask)
    words = model.encoder(both, mask)
    memories = [layer.cross.remember(words) for layer in decoder.layers]
    pasts: list = [None] * len(memories)
    token = torch.full((len(both), 1), model.shape.start)
    drawn: list[Tensor] = []
    for place in range(CELLS):
        here = torch.tensor([place])
        x, bias = decoder.embed(token, here), decoder.causal_bias(here, torch.arange(place + 1))
        for k, layer in enumerate(decoder.layers):
            if k == model.shape.guessed_after:
                x, *_ = decoder.memory(x)
            added, pasts[k], _ = layer.attention(x, bias, pasts[k])
            x = x + added
            x = x + layer.cross(x, memories[k], word_bias)[0]
            x = x + layer.feed_forward(x)
        scores = decoder.head(decoder.norm(x))[:, 0].float()
        if guidance != 1:
            told, untold = scores.chunk(2)  # [B, K] each
            scores = untold + guidance * (told - untold)
        uniforms = [torch.rand(1, generator=g, dtype=torch.float64).item() for g in generators]
        picks = torch.tensor([choose(s, temperature, top_k, u) for s, u in zip(scores, uniforms, strict=True)])
        drawn.append(picks)
        token = picks.repeat(len(both) // len(ids))[:, None]
    model.train()
    return torch.stack(drawn, 1)
