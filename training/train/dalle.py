"""Train the token model of DALL-E: python -m training.train.dalle --minutes 90

`--encode N` first turns N scenes into tokens (training/data/dalle.npz), which needs the tokenizer of
training.train.vq. Training goes on from its last checkpoint by itself. The learning rate is constant and
falls to nothing in the last fifth of the time given, so a run can be made longer by a further one.
"""

import argparse
import copy
import time
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.models.dalle import CELLS, GRID, REGISTERS, Dalle, Shape
from training.models.vq import CODES, PictureTokenizer, as_patches
from training.train.among import pieces_among
from training.train.latents import maps_of, piece_count, piece_factors
from training.train.muon import Muon
from training.train.paint import paint
from training.train.record import Record
from training.train.team import Team
from training.train.vq import RUN as VQ_RUN
from training.train.vq import to_floats
from training.train.world_names import describe
from training.world import scene, tokenizer
from training.world.captions import all_words, caption, words_of
from training.world.places import background
from training.world.vocabulary import (
    COLOURS,
    GROUND,
    LIGHTS,
    OBJECTS,
    PLACES,
    RELATIONS,
    STACKED,
)

RUN = Path("training/runs/dalle")
DATA = Path("training/data/dalle.npz")
KINDS = {
    "single": 0.13, "coloured": 0.17, "count": 0.14, "two": 0.19, "two coloured": 0.19, "one of two coloured": 0.06, "stacked": 0.12,
}  # fmt: skip
NAMES = [o.name for o in OBJECTS]
SAYINGS = 6  # captions kept of each scene
HELD_OUT = 96
BATCH = 16
CAPTIONS = 16  # further captions a step, without pictures
LR = 1.5e-3
WARMING = 150  # steps in which the rate rises where optimisers begin anew
OPEN_SHARE, SKY_SHARE = 0.75, 0.25  # of the cells that no drawn object touches, so many are learned from; see `chances`
SKY = 2  # rows at the top in which no object stands
NAMING_WEIGHT = 0.3  # of saying what begins, where something does: there the words decide
GUESS_WEIGHT = 0.5
ALL_FROM = 0.9  # of the time: from then on every step thinks of all pieces, not of its own and some others
SLOTS_WEIGHT = 0.5
UNSAID = -100  # what cross_entropy leaves out
PROMPTS = ("A cat sitting on a sunny windowsill", "A red car on a night street", "Two penguins in the snow")
MORE_PROMPTS = (
    "A dinosaur to the left of a house in a sunny meadow",
    "A blue elephant on a sunset beach",
    "A teddy bear next to a red balloon in the kitchen",
    "An owl in a forest at night",
    "A rocket flying in space",
    "Three ducks on a sunny beach",
    "A yellow bus on a sunset street",
    "A yellow fish swimming under the sea",
    "A cow and a pig on a sunny farm",
    "A butterfly above a sunflower in a sunny garden",
    "A cat on a chair in the kitchen",
    "A castle on a mountain at night",
    "Two red bicycles in a park",
    "A lion to the left of a train in a desert at sunset",
    "A white sheep next to a purple umbrella by a lake",
    "A teddy bear and a present in the bedroom",
    "A snail on a mushroom in a forest",
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


class SceneTokens:
    """The tokens of scenes. Those of a background are worked out once: most cells of a scene show nothing else."""

    def __init__(self, model: PictureTokenizer) -> None:
        self.model = model
        self.known: dict[tuple[str, str, int], tuple[Tensor, Tensor]] = {}

    def patches(self, image: np.ndarray) -> Tensor:
        """A picture, uint8 [512, 512, 3] -> its patches at half the size, float [256, 768]."""
        return as_patches(to_floats(cv2.resize(image, (256, 256), interpolation=cv2.INTER_AREA)[None]))

    def nearest(self, patches: Tensor) -> Tensor:
        """Patches [N, 768] -> codes, as PictureTokenizer.encode finds them."""
        codes = self.model.patches[:CODES]
        return (patches @ codes.T - codes.square().sum(1) / 2).argmax(1)

    def scenes(self, specs: list[scene.SceneSpec]) -> np.ndarray:
        """int64 [N, 256]"""
        tokens, seen, where = [], [], []
        for spec in specs:
            behind, known = self._background((spec.place, spec.light or "sunny", spec.variant))
            patches = self.patches(scene.render(spec)[0])
            changed = (patches != behind).any(1)
            tokens.append(known.clone())
            seen.append(patches[changed])
            where.append(changed)
        found = self.nearest(torch.cat(seen)).split([len(part) for part in seen])
        for row, changed, codes in zip(tokens, where, found, strict=True):
            row[changed] = codes
        return torch.stack(tokens).numpy()

    def _background(self, key: tuple[str, str, int]) -> tuple[Tensor, Tensor]:
        if key not in self.known:
            patches = self.patches(background(*key))
            self.known[key] = patches, self.nearest(patches)
        return self.known[key]


@torch.no_grad()
def encode(count: int, seed: int = 1, path: Path = DATA) -> None:
    """Draw `count` scenes, by KINDS, and keep their tokens, what each cell shows, and several captions."""
    rng, words, tokens_of = np.random.default_rng(seed), tokenizer.build(), SceneTokens(load_tokenizer())
    tokens = np.empty((count, CELLS), np.uint16)
    pieces, colours = np.empty((count, CELLS), np.int16), np.empty((count, CELLS), np.uint8)
    sayings = np.empty((count, SAYINGS, tokenizer.LENGTH), np.uint16)
    for first in range(0, count, 50):
        specs = [sample_spec(rng) for _ in range(min(50, count - first))]
        here = slice(first, first + len(specs))
        tokens[here] = tokens_of.scenes(specs)
        maps = [maps_of(spec) for spec in specs]
        pieces[here] = np.stack([m[0] for m in maps]).reshape(-1, CELLS)
        colours[here] = np.stack([m[1] for m in maps]).reshape(-1, CELLS)
        sayings[here] = [[words.encode(caption(spec, rng)).ids for _ in range(SAYINGS)] for spec in specs]
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

    def some(self, count: int) -> tuple[Tensor, ...]:
        """Words [B, 24], kinds and colours [B, 3] numbered as in Memory, 0 for an empty slot, arrangements and scenes [B]."""
        specs = [sample_spec(self.rng) for _ in range(count)]
        ids = [e.ids for e in self.words.encode_batch([caption(spec, self.rng) for spec in specs])]
        kinds, colours = torch.zeros(2, count, REGISTERS, dtype=torch.long)
        for k, spec in enumerate(specs):
            for slot, thing in enumerate(scene.slots(spec)):
                kinds[k, slot] = 1 + NAMES.index(thing.name)
                colours[k, slot] = 1 if thing.colour is None else 2 + COLOURS.index(thing.colour)
        words = torch.tensor(ids)
        return words, kinds, colours, torch.tensor([arrangement(spec) for spec in specs]), scenes_said(words)


@cache
def places_and_lights() -> tuple[Tensor, Tensor]:
    """For each word of captions the place it names, from 1 on, and the light; 0 where it names none."""
    known = ["", "", *all_words()]
    places, lights = torch.zeros(2, len(known), dtype=torch.long)
    often = Counter(w for p in PLACES for w in {w for said in (p.phrase, *p.synonyms) for w in words_of(said)})
    elsewhere = {w for said in RELATIONS.values() for text in said for w in words_of(text)}  # "under"
    for number, place in enumerate(PLACES, 1):
        for word in {w for said in (place.noun, *place.synonyms) for w in words_of(said)}:
            if often[word] == 1 and word not in elsewhere:
                places[known.index(word)] = number
    for word, light in (("sunset", 1), ("night", 2)):
        lights[known.index(word)] = light
    return places, lights


def scenes_said(ids: Tensor) -> Tensor:
    """Words int64 [B, 24] -> which place in which light they say, [B], UNSAID for the empty prompt."""
    places, lights = (of_word[ids].amax(1) for of_word in places_and_lights())
    return torch.where(places > 0, (places - 1) * len(LIGHTS) + lights, UNSAID)


def arrangement(spec: scene.SceneSpec) -> int:
    """How a scene's things stand: alone, two or three in a row, one above the other, one on the other."""
    if spec.relation in STACKED:
        return 4 if spec.relation == "on" else 3
    return len(spec.objects) - 1


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
    elsewhere[:GRID] = 1.0  # the first row says which place it is
    return torch.where((before(kinds) > 0).any(0), 1.0, elsewhere)


def naming_loss(guess: Tensor, pieces: Tensor, first: Tensor) -> Tensor:
    """Cross-entropy of a guess [B, T, P] where something begins, of all pieces but "none"."""
    return F.cross_entropy(guess[first][:, 1:].float(), pieces[first] - 1)


def picture_losses(
    model: Dalle, batch: tuple[Tensor, Tensor, Tensor, Tensor], kind_of_piece: Tensor, among: Tensor | None = None
) -> tuple[Tensor, Tensor]:
    """Of the next token, and of the guess of its piece, among all or those given, and of its colour."""
    ids, tokens, pieces, colours = batch
    said = say_nothing(ids)
    mask = (said > 0).long()
    states, guess, guessed_colours, guessed_scenes = model.decoder.states(mistake(tokens), model.encoder(said, mask), mask, among)
    kinds = kind_of_piece[pieces]
    chosen, first = torch.rand(kinds.shape) < chances(kinds), begins(kinds)
    loss = F.cross_entropy(model.decoder.head(states[chosen]).float(), tokens[chosen])
    numbers = pieces if among is None else torch.searchsorted(among, pieces)
    maps = ((guess, numbers), (guessed_colours, colours))
    guesses = sum(F.cross_entropy(said[chosen].float(), true[chosen]) for said, true in maps)
    told = scenes_said(said)[:, None].expand(kinds.shape)[chosen]
    guesses = guesses + F.cross_entropy(guessed_scenes[chosen].float(), told, ignore_index=UNSAID)
    return loss, guesses + NAMING_WEIGHT * sum(naming_loss(said, true, first) for said, true in maps)


def slots_loss(model: Dalle, words: Tensor, captions: tuple[Tensor, ...]) -> Tensor:
    """How badly the registers tell what stands where, of what the encoder says of the captions, `words` [B, 24, C]."""
    told, true = model.stands(words), captions[1:]
    return sum(F.cross_entropy(said.float().flatten(0, -2), number.flatten()) for said, number in zip(told, true, strict=True))


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


def go_on(stepper: torch.optim.Optimizer, kept: dict, model: Dalle, had: dict[str, Tensor]) -> None:
    """Takes up the kept state of an optimiser for the parameters that the model `had`; others begin without."""
    mine = {id(p) for p in stepper.param_groups[0]["params"]}
    names = [n for n, p in model.named_parameters() if id(p) in mine]
    before = [n for n in names if n in had]
    state = {names.index(before[k]): value for k, value in kept["state"].items()}
    stepper.load_state_dict({"state": state, "param_groups": stepper.state_dict()["param_groups"]})


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
    tokens = paint(model, ids, seeds=list(range(len(prompts))), guidance=1.0)
    pictures = ((vq.decode(tokens.view(-1, 16, 16)).clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()[..., ::-1]
    folder = RUN / "training"
    folder.mkdir(parents=True, exist_ok=True)
    for k, prompt in enumerate(PROMPTS):
        cv2.imwrite(str(folder / f"{step}-{k}.webp"), pictures[k], [cv2.IMWRITE_WEBP_QUALITY, 80])
        record.sample(step, prompt, k, f"training/{step}-{k}.webp")
    cv2.imwrite(str(RUN / f"sheet-{step}.png"), np.vstack([np.hstack(pictures[k : k + 5]) for k in range(0, len(pictures), 5)]))


def new_model(patches: Tensor, codes_of_pieces: Tensor) -> Dalle:
    """An untrained model of today's world, begun from the mean patches [K, 768] and the codes of pieces, shares [P, K]."""
    torch.manual_seed(0)
    factors = piece_factors()
    shape = Shape(
        words=tokenizer.build().get_vocab_size(), codes=len(patches), objects=1 + len(OBJECTS), pieces=piece_count(), spots=int(factors[1].max()) + 1
    )
    model = Dalle(shape)
    model.decoder.begin(patches, factors, codes_of_pieces)
    return model


def train(minutes: float, decay: float, team: Team, share: float = 1.0) -> None:
    """Trains for so many minutes, going on from the last checkpoint, alone or as one of a team.

    The rate is `share` of the full one: weights whose optimisers begin anew are thrown far off by all of it.
    """
    scenes, vq = Scenes(), load_tokenizer()
    factors, model = piece_factors(), new_model(vq.patches[:CODES], scenes.codes_of_pieces())
    average = copy.deepcopy(model).requires_grad_(False)
    steppers, parameters = optimisers(model), list(model.parameters())
    record, step, first, last = Record(RUN / "record.json", "decoder"), 0, 0, RUN / "last.pt"
    if last.exists():
        state = torch.load(last)
        model.load_state_dict({**model.state_dict(), **state["model"]})  # what it lacks begins anew
        average.load_state_dict({**average.state_dict(), **state["average"]})
        for stepper, kept in zip(steppers, state.get("steppers", []), strict=False):  # a widened model begins without
            go_on(stepper, kept, model, state["model"])
        step = state["step"]
        first = 0 if "steppers" in state else step
    torch.manual_seed(step + 7919 * team.rank)
    captions, chance = Captions(step + 7919 * team.rank), np.random.default_rng((step, team.rank))
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
            state = {"model": model.state_dict(), "average": average.state_dict(), "step": step, "shape": model.shape.to_dict(), "world": describe()}
            torch.save({**state, "steppers": [s.state_dict() for s in steppers]}, RUN / "part.pt")
            (RUN / "part.pt").replace(last)
        if team.leads and (time.time() - painted > 600 or done >= 1 or step in (0, 100, 200)):
            painted = time.time()
            picture_sheet(average, vq, record, step)
        if done >= 1:
            return
        done = team.agree((time.time() - begun) / (60 * minutes))[0]
        lr = share * LR * min(1, (step - first + 1) / WARMING) * min(1, max(0.02, (1 - done) / decay))
        for stepper in steppers:
            stepper.param_groups[0]["lr"] = lr
        with torch.autocast("cpu", torch.bfloat16):
            cells = CELLS if step % 4 == 0 else GROUND * GRID  # what lies below the feet is easy
            batch = scenes.batch(scenes.some(BATCH), cells)
            among = None if done > ALL_FROM else pieces_among(batch[2], chance)
            loss, guesses = picture_losses(model, batch, factors[0], among)
            told = captions.some(CAPTIONS)
            slots = slots_loss(model, model.encoder(told[0], (told[0] > 0).long()), told)
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
    parser.add_argument("--share", type=float, default=1.0, help="of the full learning rate")
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
        train(options.minutes, options.decay, Team(options.workers, options.rank, port=29521), options.share)
