"""Trains the GPT on stories made as they are needed: python -m training.train.gpt --minutes 30.

It can be stopped at any time and goes on from its last checkpoint. The rate is constant and falls to
nothing over the last minutes of those given, so that a longer run can follow.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from training.golden.core import Sampling, choose_token, unrepeated
from training.models.gpt import Gpt, Shape, causal, parameters
from training.stories import tokenizer as story_tokenizer
from training.stories.grammar import tell
from training.stories.topics import described, sample_topic
from training.train import own_faults
from training.train.muon import Muon
from training.train.record import Record
from training.train.run_folder import RunFolder

ROW = 128
"""Tokens in a training row: two stories or so."""

ROWS = 12
PROMPT_WEIGHT = 0.2
"""Weight of the prompt's own tokens in the loss: which scene comes next is chance, how it goes on is not."""

NAMING_WEIGHT = 6.0
"""Weight of a subject's noun and colour in the story: to say again what was asked for is what takes longest to learn."""

MATRIX_RATE, OTHER_RATE = 6e-3, 2e-3
FALL = 24.0
"""Minutes over which the rate falls to nothing at the end."""

FAULTS = 3
"""Of the model's own faults, so many are learned from in a step, where any are."""

EMA = 0.995
PROMPTS = ("A cat sitting on a sunny windowsill", "A red car on a night street", "Two penguins in the snow")
SAMPLING = Sampling(temperature=1.0, top_k=40, min_p=0.08, no_repeat_ngram_size=8)
LIMIT = 120
"""SAMPLING ships; LIMIT is in tokens, the prompt not counted."""

CHECKPOINTS = (0, 10, 20, 40, 60, 80, 100, 130, 160, 200, 250, 300, 350, 400, 500, 650, 800, 1000, 1200)


@dataclass
class Rows:
    """A batch. All are [B, T] but `seen` [B, 1, T, T]; `weight` is that of each target in the loss."""

    ids: Tensor
    targets: Tensor
    positions: Tensor
    weight: Tensor
    seen: Tensor


def pack(tokenizer: Tokenizer, rng: np.random.Generator, rows: int, heldout: bool = False) -> Rows:
    """Rows of whole stories one behind the other, the last one cut.

    In three rows of four each story stands alone, at positions from 0 on, as in use; in the others it sees
    those before it, at any positions, so that all of the context is learned.
    """
    ids = np.zeros((rows, ROW + 1), np.int64)
    weight = np.ones((rows, ROW + 1), np.float32)
    story = np.zeros((rows, ROW + 1), np.int64)
    positions = np.zeros((rows, ROW + 1), np.int64)
    apart = np.arange(rows) % 4 != 3
    for r in range(rows):
        at, number = 0, 0
        while at <= ROW:
            topic = sample_topic(rng, heldout)
            prompt = tokenizer.encode(topic.prompt).ids
            rest = tokenizer.encode(tell(topic, rng) + story_tokenizer.END).ids
            names = [i for t in topic.things for i in tokenizer.encode(f" {described(t)}").ids]
            cut = slice(at, min(ROW + 1, at + len(prompt) + len(rest)))
            long = cut.stop - at
            ids[r, cut] = (prompt + rest)[:long]
            weight[r, at : at + len(prompt)] = PROMPT_WEIGHT
            weight[r, at + len(prompt) : cut.stop][np.isin(rest[: max(0, long - len(prompt))], names)] = NAMING_WEIGHT
            story[r, cut], positions[r, cut] = number, np.arange(long)
            at, number = at + long, number + 1
    offsets = rng.integers(Shape().context - ROW, size=rows)[:, None]
    positions = np.where(apart[:, None], positions, offsets + np.arange(ROW + 1))
    same = story[:, :-1, None] == story[:, None, :-1]
    weight[:, 1:][np.logical_and(apart[:, None], story[:, 1:] != story[:, :-1])] = 0  # no story tells the next one
    seen = causal(rows, ROW) & torch.from_numpy(same | ~apart[:, None, None])[:, None]
    tensor = torch.from_numpy
    return Rows(tensor(ids[:, :-1]), tensor(ids[:, 1:]), tensor(positions[:, :-1]), tensor(weight[:, 1:]), seen)


def losses(model: Gpt, rows: Rows) -> tuple[Tensor, Tensor]:
    """Mean loss of the targets by weight, and next-token accuracy within the stories."""
    with torch.autocast("cpu", torch.bfloat16):
        logits = model(rows.ids, rows.positions, rows.seen).logits  # [B, T, V]
    each = F.cross_entropy(logits.flatten(0, 1).float(), rows.targets.flatten(), reduction="none")
    weight = rows.weight.flatten()
    right = (logits.argmax(-1) == rows.targets).flatten()[weight >= 1].float().mean()
    return (each * weight).sum() / weight.sum(), right


@torch.no_grad()
def evaluate(model: Gpt, rows: Rows) -> tuple[float, float]:
    """Loss and accuracy on held-out stories, on their own tokens alone."""
    alone = Rows(rows.ids, rows.targets, rows.positions, (rows.weight >= 1).float(), rows.seen)
    loss, right = losses(model, alone)
    return loss.item(), right.item()


@torch.no_grad()
def complete(model: Gpt, tokenizer: Tokenizer, prompt: str, seed: int) -> str:
    """The prompt and what the model makes of it, by the engine's sampling rule."""
    generator = torch.Generator().manual_seed(seed)
    ids = tokenizer.encode(prompt).ids
    end = tokenizer.token_to_id(story_tokenizer.END)
    for _ in range(LIMIT):
        now = torch.tensor([ids])
        logits = model(now, torch.arange(len(ids))[None], causal(1, len(ids))).logits[0, -1].float().numpy()
        logits = unrepeated(logits, ids, SAMPLING.no_repeat_ngram_size)
        token, _ = choose_token(logits, SAMPLING, generator)
        if token == end:
            break
        ids.append(token)
    return tokenizer.decode(ids)


def rate(left: float, fall: float = FALL) -> float:
    """The share of the full rate when `left` minutes are to come: constant, then down to nothing over `fall` minutes."""
    return min(1.0, max(0.0, left) / fall)


def load_tokenizer(folder: RunFolder) -> Tokenizer:
    """The run's own tokenizer, learned on a first start."""
    file = folder.path / "tokenizer.json"
    if not file.exists():
        story_tokenizer.save(story_tokenizer.train(), folder.path, Shape().context)
    return Tokenizer.from_file(str(file))


def average(ema: Gpt, model: Gpt, step: int) -> None:
    """Moves the averaged weights towards the present ones, faster at first."""
    keep = min(EMA, (1 + step) / (10 + step))
    with torch.no_grad():
        for slow, fast in zip(ema.parameters(), model.parameters(), strict=True):
            slow.lerp_(fast, 1 - keep)


def train(minutes: float, name: str = "gpt2", share: float = 1.0, fall: float = FALL, unlearn: float = 0.0) -> Path:
    """Runs until `minutes` of training are over, restarts included; gives the run's folder.

    The rate is `share` of the full one until it falls: weights that had come to rest are thrown far off by all of it.
    `unlearn` is the weight of the model's own faults as it tells them; let it come when the stories are fluent.
    """
    torch.set_num_threads(1)
    folder, saved = RunFolder(name), None
    saved = folder.resume()
    tokenizer = load_tokenizer(folder)
    torch.manual_seed(0)
    model = Gpt(Shape(vocabulary=tokenizer.get_vocab_size()))
    ema = Gpt(model.shape)
    ema.load_state_dict(model.state_dict())
    matrices = [p for p in model.transformer.h.parameters() if p.ndim == 2]
    known = {id(p) for p in matrices}
    muon = Muon(matrices, lr=MATRIX_RATE)
    adam = torch.optim.AdamW((p for p in model.parameters() if id(p) not in known), lr=OTHER_RATE, weight_decay=0.0)
    step, tokens, began = 0, 0, 0
    if saved:
        for part, key in ((model, "model"), (ema, "ema"), (muon, "muon"), (adam, "adam")):
            if key in saved:  # weights read back from a pack come without their optimisers
                part.load_state_dict(saved[key])
        step, tokens = saved["step"], saved["tokens"]
        began = saved.get("began", step)
    record = Record(folder.path / "gpt2.json", "gpt2")
    record.part |= {"parameters": parameters(model), "shape": model.shape.to_dict()}
    rng = np.random.default_rng(1 + step)
    heldout = pack(tokenizer, np.random.default_rng(99), 48, heldout=True)
    seen_loss = 0.0
    faults = own_faults.Faults(tokenizer, tokenizer.token_to_id(story_tokenizer.END), LIMIT, seed=1 + step)
    while True:
        left = minutes - folder.seconds / 60
        if step in CHECKPOINTS or step % 250 == 0 or left <= 0:
            loss, accuracy = evaluate(ema, heldout)
            now = share * rate(left, fall) * MATRIX_RATE
            record.add(
                step,
                loss=seen_loss,
                heldout_loss=loss,
                accuracy=accuracy,
                lr=now,
                tokens=tokens,
                seconds=folder.seconds,
            )
            folder.log(step=step, loss=seen_loss, heldout_loss=loss, accuracy=accuracy, tokens=tokens, faults=faults.share)
            for k, prompt in enumerate(PROMPTS):
                file = folder.path / "training" / f"{step}-{k}.txt"
                file.parent.mkdir(exist_ok=True)
                file.write_text(complete(ema, tokenizer, prompt, seed=k) + "\n")
                record.sample(step, prompt, k, f"training/{file.name}")
            print(file.read_text(), flush=True)
        if step % 50 == 0 or left <= 0:
            state = {"model": model, "ema": ema, "muon": muon, "adam": adam}
            folder.save({k: v.state_dict() for k, v in state.items()} | {"step": step, "tokens": tokens, "began": began})
        if left <= 0:
            return folder.path
        for optimiser, full in ((muon, MATRIX_RATE), (adam, OTHER_RATE)):
            for group in optimiser.param_groups:
                group["lr"] = share * full * rate(left, fall) * min(1.0, (step - began + 1) / 30)
        loss, _ = losses(model, pack(tokenizer, rng, ROWS))
        loss.backward()
        if unlearn and (own := faults.some(ema, FAULTS)):
            (unlearn * faults.share * own_faults.told(model, own)).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        muon.step(), adam.step()
        muon.zero_grad(), adam.zero_grad()
        step, tokens = step + 1, tokens + ROWS * ROW
        average(ema, model, step)
        seen_loss = loss.item() if step == 1 else 0.95 * seen_loss + 0.05 * loss.item()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--name", default="gpt2")
    parser.add_argument("--share", type=float, default=1.0, help="of the full rate")
    parser.add_argument("--fall", type=float, default=FALL, help="minutes at the end in which it falls to nothing")
    parser.add_argument("--unlearn", type=float, default=0.0, help="weight of what the model's own faults teach")
    options = parser.parse_args()
    train(options.minutes, options.name, options.share, options.fall, options.unlearn)
