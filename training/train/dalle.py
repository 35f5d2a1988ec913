"""Train the token model of DALL-E: python -m training.train.dalle --minutes 90

`--encode N` first turns N scenes into tokens (training/data/dalle.npz), which needs the tokenizer of
training.train.vq. Training goes on from its last checkpoint by itself. The learning rate is constant and
falls to nothing in the last fifth of the time given, so a run can be made longer by a further one.
"""

import argparse
import copy
import time
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.models.dalle import CELLS, GRID, REGISTERS, Dalle, Shape
from training.models.vq import CODES, PictureTokenizer
from training.train.latents import maps_of, piece_count, piece_factors
from training.train.muon import Muon
from training.train.paint import paint
from training.train.record import Record
from training.train.team import Team
from training.train.vq import RUN as VQ_RUN
from training.train.vq import to_floats
from training.world import scene, tokenizer
from training.world.captions import caption
from training.world.vocabulary import COLOURS, GROUND, OBJECTS

RUN = Path("training/runs/dalle")
DATA = Path("training/data/dalle.npz")
KINDS = {"single": 0.14, "coloured": 0.18, "count": 0.16, "two": 0.22, "two coloured": 0.22, "one of two coloured": 0.08}
NAMES = [o.name for o in OBJECTS]
SAYINGS = 6  # captions kept of each scene
HELD_OUT = 96
BATCH = 16
CAPTIONS = 16  # further captions a step, without pictures
LR = 1.5e-3
OPEN_SHARE, SKY_SHARE = 0.5, 0.25  # of the cells that no drawn object touches, so many are learned from; see `chances`
SKY = 5  # rows at the top in which no object stands
NAMING_WEIGHT = 0.3  # of saying what begins, where something does: there the words decide
GUESS_WEIGHT = 0.5
SLOTS_WEIGHT = 0.5
PROMPTS = ("A cat sitting on a sunny windowsill", "A red car on a night street", "Two penguins in the snow")
MORE_PROMPTS = (
    "A dinosaur to the left of a house in a sunny meadow",
    "A blue elephant on a sunset beach",
    "A teddy bear next to a red balloon in the kitchen",
    "An owl in a forest at night",
    "A rocket flying in space",
    "Three ducks on a sunny beach",
    "A yellow bus on a sunset street",
)


def load_tokenizer() -> PictureTokenizer:
    """The picture tokenizer as trained."""
    model = PictureTokenizer()
    model.load_state_dict(torch.load(VQ_RUN / "vq.pt"))
    return model.eval().requires_grad_(False)


def sample_spec(rng: np.random.Generator) -> scene.SceneSpec:
    """A training scene by KINDS. Of two things one alone may be coloured, which the world's own kinds do not have."""
    kind = str(rng.choice(list(KINDS), p=list(KINDS.values())))
    if kind != "one of two coloured":
        return scene.sample_spec(rng, kind=kind)
    spec = scene.sample_spec(rng, kind="two coloured")
    plain = int(rng.integers(2))
    return replace(spec, objects=tuple(replace(o, colour=None) if k == plain else o for k, o in enumerate(spec.objects)))


@torch.no_grad()
def encode(count: int, seed: int = 1, path: Path = DATA) -> None:
    """Draw `count` scenes, by KINDS, and keep their tokens, what each cell shows, and several captions."""
    rng, words, model = np.random.default_rng(seed), tokenizer.build(), load_tokenizer()
    tokens = np.empty((count, CELLS), np.uint16)
    pieces, colours = np.empty((count, CELLS), np.int16), np.empty((count, CELLS), np.uint8)
    sayings = np.empty((count, SAYINGS, tokenizer.LENGTH), np.uint8)
    for first in range(0, count, 50):
        drawn = [scene.draw(rng, sample_spec(rng)) for _ in range(min(50, count - first))]
        here = slice(first, first + len(drawn))
        small = np.stack([cv2.resize(d.image, (256, 256), interpolation=cv2.INTER_AREA) for d in drawn])
        tokens[here] = model.encode(to_floats(small)).flatten(1).numpy()
        maps = [maps_of(d.spec) for d in drawn]
        pieces[here] = np.stack([m[0] for m in maps]).reshape(-1, CELLS)
        colours[here] = np.stack([m[1] for m in maps]).reshape(-1, CELLS)
        sayings[here] = [[words.encode(caption(d.spec, rng)).ids for _ in range(SAYINGS)] for d in drawn]
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, tokens=tokens, pieces=pieces, colours=colours, sayings=sayings)


class Scenes:
    """The scenes on disk; the last HELD_OUT are kept for judging."""

    def __init__(self) -> None:
        data = np.load(DATA)
        self.tokens = torch.from_numpy(data["tokens"].astype(np.int64))
        self.pieces, self.colours = torch.from_numpy(data["pieces"]), torch.from_numpy(data["colours"])
        self.sayings = torch.from_numpy(data["sayings"])
        kinds = piece_factors()[0][self.pieces.long()]  # [N, 256]
        several = torch.stack([(kinds == k).any(1) for k in range(1, int(kinds.max()) + 1)]).sum(0) > 1
        self.worth = 1 + 0.8 * several + 0.5 * (self.colours > 1).any(1)  # what is hard comes more often

    def some(self, count: int) -> Tensor:
        """Rows to learn from, by their worth."""
        return torch.multinomial(self.worth[: len(self)], count)

    def __len__(self) -> int:
        return len(self.tokens) - HELD_OUT

    def batch(self, rows: Tensor, cells: int = CELLS) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Words [B, 24], and of the first cells tokens, pieces and colours [B, cells]; each row has one of its captions."""
        said = self.sayings[rows, torch.randint(SAYINGS, (len(rows),))]
        maps = (self.tokens[rows], self.pieces[rows].long(), self.colours[rows].long())
        return said.long(), *(m[:, :cells] for m in maps)

    def codes_of_pieces(self) -> Tensor:
        """How often each piece is drawn by each code, as shares [P, K]."""
        seen = torch.zeros(piece_count() * CODES)
        pairs = self.pieces[: len(self)].long() * CODES + self.tokens[: len(self)]
        seen += torch.bincount(pairs.flatten(), minlength=len(seen))
        shares = seen.view(piece_count(), CODES)
        return shares / shares.sum(1, keepdim=True).clamp(min=1)


def say_nothing(ids: Tensor, share: float = 0.1) -> Tensor:
    """Some prompts replaced by the empty one: </s> and padding."""
    empty = torch.zeros_like(ids)
    empty[:, 0] = 1
    return torch.where(torch.rand(len(ids), 1) < share, empty, ids)


def mistake(tokens: Tensor) -> Tensor:
    """Some wrong tokens in half of the pictures, so that a model meets its own mistakes in training."""
    rate = 0.08 * torch.rand(len(tokens), 1) * (torch.rand(len(tokens), 1) < 0.5)
    return torch.where(torch.rand(tokens.shape) < rate, torch.randint(CODES, tokens.shape), tokens)


class Captions:
    """Captions without pictures, and what stands in each slot of their scenes, from left to right."""

    def __init__(self, seed: int) -> None:
        self.rng, self.words = np.random.default_rng(seed), tokenizer.build()

    def some(self, count: int) -> tuple[Tensor, Tensor, Tensor]:
        """Words [B, 24], and kinds and colours [B, 3] numbered as in Memory, 0 for an empty slot."""
        specs = [sample_spec(self.rng) for _ in range(count)]
        ids = [e.ids for e in self.words.encode_batch([caption(spec, self.rng) for spec in specs])]
        kinds, colours = torch.zeros(2, count, REGISTERS, dtype=torch.long)
        for k, spec in enumerate(specs):
            for slot, thing in enumerate(sorted(spec.objects, key=lambda o: o.box[0])):
                kinds[k, slot] = 1 + NAMES.index(thing.name)
                colours[k, slot] = 1 if thing.colour is None else 2 + COLOURS.index(thing.colour)
        return torch.tensor(ids), kinds, colours


def before(kinds: Tensor) -> Tensor:
    """Kinds [B, T], 0 for none -> those of the cells left, above and above right of each, drawn before it [3, B, T]."""
    rows = F.pad(kinds.unflatten(1, (-1, GRID)), (1, 1, 1, 0))
    return torch.stack([rows[:, 1:, :-2], rows[:, :-1, 1:-1], rows[:, :-1, 2:]]).flatten(2)


def begins(kinds: Tensor) -> Tensor:
    """Kinds [B, T] -> where an object begins: nothing of its kind is left, above or above right."""
    return (kinds > 0) & (before(kinds) != kinds).all(0)


def chances(kinds: Tensor) -> Tensor:
    """Kinds [B, T] -> how likely each cell is to be learned from.

    It may depend on what was drawn before a cell, never on what the cell itself shows: when cells with objects
    counted three times, whatever had begun soon began once more.
    """
    rows = torch.arange(kinds.shape[1]) // GRID
    elsewhere = torch.where((rows < SKY) | (rows >= GROUND), SKY_SHARE, OPEN_SHARE)
    return torch.where((before(kinds) > 0).any(0), 1.0, elsewhere)


def naming_loss(guess: Tensor, pieces: Tensor, first: Tensor) -> Tensor:
    """Cross-entropy of a guess [B, T, P] where something begins, of all pieces but "none"."""
    return F.cross_entropy(guess[first][:, 1:].float(), pieces[first] - 1)


def picture_losses(model: Dalle, batch: tuple[Tensor, Tensor, Tensor, Tensor], kind_of_piece: Tensor) -> tuple[Tensor, Tensor]:
    """Of the next token, and of the guess of its piece and colour."""
    ids, tokens, pieces, colours = batch
    said = say_nothing(ids)
    mask = (said > 0).long()
    states, guess, guessed_colours = model.decoder.states(mistake(tokens), model.encoder(said, mask), mask)
    kinds = kind_of_piece[pieces]
    chosen, first = torch.rand(kinds.shape) < chances(kinds), begins(kinds)
    loss = F.cross_entropy(model.decoder.head(states[chosen]).float(), tokens[chosen])
    maps = ((guess, pieces), (guessed_colours, colours))
    guesses = sum(F.cross_entropy(said[chosen].float(), true[chosen]) for said, true in maps)
    return loss, guesses + NAMING_WEIGHT * sum(naming_loss(said, true, first) for said, true in maps)


def slots_loss(model: Dalle, captions: tuple[Tensor, Tensor, Tensor]) -> Tensor:
    """How badly the registers tell what stands where."""
    ids, kinds, colours = captions
    kind, colour = model.stands(ids)
    return F.cross_entropy(kind.float().flatten(0, 1), kinds.flatten()) + F.cross_entropy(colour.float().flatten(0, 1), colours.flatten())


@torch.no_grad()
def judge(model: Dalle, scenes: Scenes) -> dict[str, float]:
    """On held-out scenes: loss and accuracy, the same on object cells, and how often their piece is guessed."""
    rows = torch.arange(len(scenes), len(scenes) + HELD_OUT)
    loss, right, there, guessed = [], [], [], []
    for part in rows.split(32):
        tokens, pieces = scenes.tokens[part], scenes.pieces[part].long()
        with torch.autocast("cpu", torch.bfloat16):
            scores, guess, _ = model(scenes.sayings[part, 0].long(), tokens)
        loss.append(F.cross_entropy(scores.float().transpose(1, 2), tokens, reduction="none"))
        right.append(scores.argmax(-1) == tokens)
        there.append(pieces > 0)
        guessed.append(guess.argmax(-1) == pieces)
    losses, rights, objects, guesses = (torch.cat(x) for x in (loss, right, there, guessed))
    return {
        "heldout_loss": losses.mean().item(),
        "accuracy": rights.float().mean().item(),
        "object_loss": losses[objects].mean().item(),
        "object_accuracy": rights[objects].float().mean().item(),
        "guessed": guesses[objects].float().mean().item(),
    }


def optimisers(model: Dalle) -> list[torch.optim.Optimizer]:
    """Muon for the matrices of the layers, AdamW for all else."""
    matrices = [p for n, p in model.named_parameters() if p.ndim == 2 and ".layers." in n]
    chosen = {id(p) for p in matrices}
    others = [p for p in model.parameters() if id(p) not in chosen]
    return [Muon(matrices, LR), torch.optim.AdamW(others, LR, betas=(0.9, 0.98), weight_decay=0.01)]


def follow(average: nn.Module, model: nn.Module, step: int) -> None:
    """Move the average of the weights a little towards the weights."""
    rate = 1 - min(0.999, (1 + step) / (20 + step))
    with torch.no_grad():
        for slow, fast in zip(average.parameters(), model.parameters(), strict=True):
            slow.lerp_(fast, rate)


def picture_sheet(model: Dalle, vq: PictureTokenizer, record: Record, step: int) -> None:
    """Paint the prompts: the three fixed ones as samples of the training trace, all of them on a sheet."""
    words = tokenizer.build()
    prompts = (*PROMPTS, *MORE_PROMPTS)
    ids = torch.tensor([words.encode(p).ids for p in prompts])
    tokens = paint(model, ids, seeds=list(range(len(prompts))))
    pictures = ((vq.decode(tokens.view(-1, 16, 16)).clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()[..., ::-1]
    folder = RUN / "training"
    folder.mkdir(parents=True, exist_ok=True)
    for k, prompt in enumerate(PROMPTS):
        cv2.imwrite(str(folder / f"{step}-{k}.webp"), pictures[k], [cv2.IMWRITE_WEBP_QUALITY, 80])
        record.sample(step, prompt, k, f"training/{step}-{k}.webp")
    cv2.imwrite(str(RUN / f"sheet-{step}.png"), np.vstack([np.hstack(pictures[k : k + 5]) for k in (0, 5)]))


def train(minutes: float, decay: float, team: Team) -> None:
    """Trains for so many minutes, going on from the last checkpoint, alone or as one of a team."""
    scenes, vq = Scenes(), load_tokenizer()
    torch.manual_seed(0)
    factors = piece_factors()
    shape = Shape(
        words=tokenizer.build().get_vocab_size(), codes=CODES, pieces=piece_count(), spots=int(factors[1].max()) + 1
    )
    model = Dalle(shape)
    model.decoder.begin(vq.patches[:CODES], factors, scenes.codes_of_pieces())
    average = copy.deepcopy(model).requires_grad_(False)
    steppers, parameters = optimisers(model), list(model.parameters())
    record, step, last = Record(RUN / "record.json", "decoder"), 0, RUN / "last.pt"
    if last.exists():
        state = torch.load(last)
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        for stepper, kept in zip(steppers, state["steppers"], strict=True):
            stepper.load_state_dict(kept)
        step = state["step"]
    torch.manual_seed(step + 7919 * team.rank)
    captions = Captions(step + 7919 * team.rank)
    before, begun, running, slots_running = record.seconds, time.time(), 0.0, 0.0
    noted, painted = begun - 60, begun
    done = 0.0
    while True:
        if team.leads and (time.time() - noted > 300 or done >= 1 or step in (50, 150)):
            noted = time.time()
            seconds = before + noted - begun
            figures = judge(average, scenes)
            record.add(step, loss=running, lr=steppers[0].param_groups[0]["lr"], seconds=seconds, **figures)
            print(f"{seconds / 60:.1f} min step {step} loss {running:.4f} slots {slots_running:.4f}", {k: round(v, 4) for k, v in figures.items()}, flush=True)
            state = {"model": model.state_dict(), "average": average.state_dict(), "step": step, "shape": model.shape.to_dict()}
            torch.save({**state, "steppers": [s.state_dict() for s in steppers]}, RUN / "part.pt")
            (RUN / "part.pt").replace(last)
        if team.leads and (time.time() - painted > 285 or done >= 1 or step in (0, 100, 200)):
            painted = time.time()
            picture_sheet(average, vq, record, step)
        if done >= 1:
            return
        done = team.agree((time.time() - begun) / (60 * minutes))[0]
        lr = LR * min(1, (step + 1) / 150) * min(1, max(0.02, (1 - done) / decay))
        for stepper in steppers:
            stepper.param_groups[0]["lr"] = lr
        with torch.autocast("cpu", torch.bfloat16):
            cells = CELLS if step % 4 == 0 else GROUND * GRID  # what lies below the feet is easy
            loss, guesses = picture_losses(model, scenes.batch(scenes.some(BATCH), cells), factors[0])
            slots = slots_loss(model, captions.some(CAPTIONS))
        (loss + GUESS_WEIGHT * guesses + SLOTS_WEIGHT * slots).backward()
        team.average_gradients(parameters)
        nn.utils.clip_grad_norm_(parameters, 1.0)
        for stepper in steppers:
            stepper.step()
            stepper.zero_grad()
        step += 1
        if team.leads:
            follow(average, model, step)
        running = 0.98 * running + 0.02 * loss.item() if running else loss.item()
        slots_running = 0.98 * slots_running + 0.02 * slots.item() if slots_running else slots.item()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--decay", type=float, default=0.2, help="share of the time in which the learning rate falls")
    parser.add_argument("--encode", type=int, default=0, help="draw and encode so many scenes first")
    parser.add_argument("--workers", type=int, default=1, help="processes that train together")
    parser.add_argument("--rank", type=int, default=0, help="which of them this one is")
    options = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    RUN.mkdir(parents=True, exist_ok=True)
    if options.encode:
        encode(options.encode)
    if options.minutes:
        train(options.minutes, options.decay, Team(options.workers, options.rank, port=29521))
