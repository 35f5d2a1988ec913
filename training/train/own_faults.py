"""What the GPT must not say: its own stories, told as it would tell them, and the word with which each left its topic.

The lexicon (`training.stories.lexicon`) finds the word, and its log-likelihood is pressed down there: the gradient of the
share of stories with a fault, by the score function's estimate (REINFORCE, Williams 1992). Topics are those of training: the held-out combinations stay unseen.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.models.gpt import Gpt, causal
from training.stories.lexicon import judge
from training.stories.topics import Topic, sample_topic

STORIES = 240
"""Told at once when no faults are left."""

LEAST = 0.003
"""Tokens less likely than this share of the likeliest are not told: what is never drawn need not be unlearned."""

WORD = 4
"""Tokens at most in which the fault was made, counted back from where it shows."""

UNLIKELY = 1e-4
"""A fault's token less likely than this is unlearned."""


@dataclass(frozen=True)
class Fault:
    """A story up to its fault, which is one of the tokens from `first` on, and how often it is still to be learned from."""

    ids: list[int]
    first: int
    uses: int = 2


@torch.no_grad()
def tell_many(model: Gpt, prompts: list[list[int]], end: int, generator: torch.Generator, limit: int) -> list[list[int]]:
    """Prompts and what the model makes of them at temperature 1, with `end` where it ended within `limit` tokens."""
    told, going, past = [p[:1] for p in prompts], list(range(len(prompts))), None
    at = 0
    while going:
        tokens = torch.tensor([[told[k][at]] for k in going])
        with torch.autocast("cpu", torch.bfloat16):
            out = model(tokens, torch.full_like(tokens, at), torch.ones(len(going), 1, 1, at + 1, dtype=torch.bool), past)
        likely = out.logits[:, 0].float().softmax(-1)
        likely = likely.where(likely >= LEAST * likely.amax(-1, keepdim=True), 0)
        drawn = torch.multinomial(likely, 1, generator=generator)[:, 0].tolist()
        at += 1
        for k, token in zip(going, drawn, strict=True):
            told[k].append(prompts[k][at] if at < len(prompts[k]) else token)
        on = [n for n, k in enumerate(going) if at < len(prompts[k]) or (told[k][-1] != end and len(told[k]) < len(prompts[k]) + limit)]
        rows, going = torch.tensor(on, dtype=torch.long), [going[n] for n in on]
        past = [(key[rows], value[rows]) for key, value in out.present]
    return told


def find_fault(topic: Topic, tokenizer: Tokenizer, ids: list[int], begin: int, end: int) -> Fault | None:
    """Where the story `ids[begin:]` first leaves its topic.

    A story that ends without having named its things has no such place: with its end pressed down stories did not end at all.
    """

    def faults(stop: int) -> list[str]:
        said = judge(topic, tokenizer.decode(ids[begin:stop])).faults
        return [f for f in said if not f.startswith("never names")]

    whole = len(ids) - (ids[-1] == end)
    if not faults(whole):
        return None
    low, high = begin + 1, whole
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if faults(middle) else (middle + 1, high)
    return Fault(ids[:low], max(begin, low - WORD))


class Faults:
    """Faults of the present model, new ones found when the old ones are used up."""

    def __init__(self, tokenizer: Tokenizer, end: int, limit: int, seed: int) -> None:
        self.tokenizer, self.end, self.limit = tokenizer, end, limit
        self.rng, self.generator = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
        self.waiting: deque[Fault] = deque()
        self.share = 0.0
        """Of the stories told last, so many had a fault."""

    def _found(self, model: Gpt) -> Iterator[Fault]:
        topics = [sample_topic(self.rng) for _ in range(STORIES)]
        prompts = [self.tokenizer.encode(t.prompt).ids for t in topics]
        for topic, prompt, ids in zip(topics, prompts, tell_many(model, prompts, self.end, self.generator, self.limit), strict=True):
            fault = find_fault(topic, self.tokenizer, ids, len(prompt), self.end)
            if fault:
                yield fault

    def some(self, model: Gpt, count: int) -> list[Fault]:
        """`count` faults, or fewer where the model makes none."""
        if len(self.waiting) < count:
            found = list(self._found(model))
            self.share = len(found) / STORIES
            self.waiting.extend(found)
        taken = [self.waiting.popleft() for _ in range(min(count, len(self.waiting)))]
        self.waiting.extend(Fault(f.ids, f.first, f.uses - 1) for f in taken if f.uses > 1)
        return taken


def told(model: Gpt, faults: list[Fault]) -> Tensor:
    """Mean of log p over one fault or more, p that of the least likely token among those that may be the wrong one.

    A fault counts as often as it is told, however unlikely its token; -log(1 - p), as unlikelihood training (Welleck et
    al. 2019) has it, hardly moves the unlikely ones, and these are most of what goes wrong when nothing is cut off.
    """
    length = max(len(f.ids) for f in faults)
    ids = torch.tensor([f.ids + [0] * (length - len(f.ids)) for f in faults])
    with torch.autocast("cpu", torch.bfloat16):
        logits = model(ids[:, :-1], torch.arange(length - 1).expand(len(faults), -1), causal(len(faults), length - 1)).logits
    likely = logits.float().softmax(-1).gather(-1, ids[:, 1:, None])[..., 0]  # [B, T - 1]
    wrong = torch.stack([likely[k, f.first - 1 : len(f.ids) - 1].min() for k, f in enumerate(faults)])
    return wrong.clamp(min=UNLIKELY).log().mean()
