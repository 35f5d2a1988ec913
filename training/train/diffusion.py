"""Trains text encoder and UNet on encoded scenes: `python -m training.train.diffusion --minutes 80`.

v-prediction with zero terminal signal; AdamW for vectors and tables, Muon for matrices; an exponential mean of the
weights is what ships. The learning rate is constant but for the last `--decay` minutes, so that a run can be gone on
with. The latents must not change under it: see training/train/latents.py.
"""

import argparse
import copy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.models.autoencoder import Decoder
from training.models.text_encoder import Attention, TextEncoder
from training.models.unet import UNet
from training.train.among import pieces_among
from training.train.coupling import couple
from training.train.diffusion_data import KINDS, SLOTS, TONES, Batch, Captions, Scenes, all_scenes, backdrops
from training.train.latents import COLOUR_NAMES, piece_factors, places, shard_names
from training.train.memory import fill_memory
from training.train.muon import Muon
from training.train.noise_schedule import STEPS, signal_and_noise
from training.train.run_folder import RUNS, RunFolder
from training.train.team import Team
from training.train.world_names import describe
from training.world.captions import all_words
from training.world.tokenizer import build

BATCH = 16  # of each process
OBJECT_WEIGHT = 3.0
HIGH_WEIGHT = 5.0  # of names under much noise, beside 1
NAMES_WEIGHT = 0.1
NAMES = {"piece": 1.0, "first": 1.0, "colour": 1.0}
HIGH = 780  # timesteps from here on are those of much noise
CAPTIONS = 64  # read beside each batch of pictures
FACTS_WEIGHT = 0.2
LOOK_WEIGHT = 0.05
EMPTY = 0.1
MUON = 3.0  # its learning rate, as a multiple of AdamW's
TRACED = ("A cat sitting on a sunny windowsill", "A red car on a night street", "Two penguins in the snow")
TRACE_SEEDS = (1, 2, 3)
TRACE_STEPS = (0, 25, 50, 100, 150, 200, 300, 400, 500, 700, 900, 1200, 1500, 2000, 2500, 3000, 4000, 5000, 6000, 8000)
"""Steps of training at which the traced prompts are drawn."""


class Painter(nn.Module):
    """Text encoder and UNet together: what is trained.

    `facts` reads a text's mean, and `registers` each of its last positions, always padding, which learn to say what
    stands first, second and third from the left; only training uses the two.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text = TextEncoder(len(all_words()) + 2)
        self.facts = nn.Linear(160, SLOTS * (KINDS + COLOUR_NAMES))
        self.unet = UNet(piece_factors(), COLOUR_NAMES, backdrops(), TONES, len(places()), *signal_and_noise())
        self.registers = nn.Linear(160, KINDS + COLOUR_NAMES)


def two_groups(model: Painter, lr: float) -> tuple[torch.optim.Optimizer, torch.optim.Optimizer]:
    """AdamW for what is a vector, a table or a head; Muon for the other matrices and convolutions."""
    plain = ("text.embed", "text.position", "unet.position", "unet.enter", "unet.leave", "unet.names", "unet.memory")
    matrices = [p for n, p in model.named_parameters() if p.ndim >= 2 and not n.startswith(plain)]
    chosen = {id(p) for p in matrices}
    apart = ("unet.memory", "unet.names.piece")
    rest = [p for n, p in model.named_parameters() if id(p) not in chosen and not n.startswith(apart)]
    tables, names = list(model.unet.memory.parameters()), list(model.unet.names.piece.parameters())
    groups = [
        {"params": rest},
        {"params": tables, "weight_decay": 0.0, "times": 0.3},
        {"params": names, "times": 3.0},  # rows of new things must grow from next to nothing
    ]
    return torch.optim.AdamW(groups, lr, betas=(0.9, 0.98), weight_decay=0.01), Muon(matrices, MUON * lr)


def some_timesteps(count: int) -> Tensor:
    """A third where it is decided what stands where, most others where shapes are; some pure noise."""
    high = torch.randint(HIGH, STEPS, (count,))
    middle = (torch.sigmoid(torch.randn(count) - 0.1) * STEPS).long().clamp(0, STEPS - 1)
    kind = torch.rand(count)
    chosen = torch.where(kind < 0.35, high, torch.where(kind < 0.7, middle, torch.randint(STEPS, (count,))))
    return torch.where(torch.rand(count) < 0.02, STEPS - 1, chosen)


def losses(
    model: Painter, batch: Batch, timestep: Tensor, noise: Tensor, among: Tensor | None = None
) -> dict[str, Tensor]:
    """Squared error of the velocity by latent cell [B, 32, 32], and the names' cross entropies by cell and scene.

    `among` are the only pieces thought of; see training/train/among.py.
    """
    pieces = batch.pieces if among is None else torch.searchsorted(among, batch.pieces)
    alpha, sigma = (t[timestep][:, None, None, None] for t in (model.unet.signal, model.unet.noise))
    noisy = (alpha * batch.latents + sigma * noise).contiguous(memory_format=torch.channels_last)
    with torch.autocast("cpu", torch.bfloat16):
        text = model.text(batch.input_ids)
        with kept_weights(model.unet) as layers:
            made = model.unet.painted(noisy, timestep, text, among)
            looks = [layer.weights for layer in layers]
    told = batch.input_ids[:, 1] > 0  # the empty prompt has nothing to look at
    error = ((made.velocity.float() - (alpha * noise - sigma * batch.latents)) ** 2).mean(1)
    missed = F.binary_cross_entropy_with_logits(made.where.float(), batch.where, reduction="none").sum(1)
    return {
        "error": error,
        "piece": by_cell(made.piece, pieces),
        "first": by_cell(made.first_piece, pieces),
        "colour": by_cell(made.colour, batch.colours),
        "scene": F.cross_entropy(made.scene.float(), batch.scene, reduction="none"),
        "where": missed,
        "look": torch.stack([unread(weights, batch.slots, told) for weights in looks]).mean(),
        "named": made.piece.detach(),
        "guessed": made.first_piece.detach(),
    }


@contextmanager
def kept_weights(unet: UNet) -> Iterator[list[Attention]]:
    """The attention to the text just before things are named, keeping its weights for the while."""
    layers = [t.block.attend_text for t in (unet.up_text, unet.fine_text)]
    for layer in layers:
        layer.keeps = True
    yield layers
    for layer in layers:
        layer.keeps, layer.weights = False, None


def unread(weights: Tensor, slots: Tensor, told: Tensor) -> Tensor:
    """How little cells of objects look at the register of their slot, by the first half of the heads: mean -log."""
    heads = weights[:, : weights.shape[1] // 2, :, -SLOTS:].float().mean(1)  # [B, cells, SLOTS]
    if heads.shape[1] < slots.shape[1]:
        slots = F.max_pool2d(slots.view(-1, 1, 16, 16).float(), 2).flatten(1).long()
    at = heads.gather(2, (slots - 1).clamp(min=0)[..., None])[..., 0]
    return mean_where(-(at + 1e-4).log(), (slots > 0).float() * told[:, None])


def by_cell(logits: Tensor, true: Tensor) -> Tensor:
    """Cross entropy of each cell, [B, 256]."""
    return F.cross_entropy(logits.float().flatten(0, 1), true.flatten(), reduction="none").view_as(true)


def fact_loss(model: Painter, batch: Captions) -> Tensor:
    """How badly a text's registers, and its mean, tell what stands where: cross entropy of kind and colour by slot.

    Text is cheap to learn from: a hundred captions cost less than one picture.
    """
    with torch.autocast("cpu", torch.bfloat16):
        return told_loss(model, model.text(batch.input_ids), batch)


def told_loss(model: Painter, hidden: Tensor, batch: Captions) -> Tensor:
    """The same of hidden states [B, 24, D] already there."""
    with torch.autocast("cpu", torch.bfloat16):
        by_mean = model.facts(hidden.mean(1)).float().unflatten(1, (SLOTS, -1))
        by_register = model.registers(hidden[:, -SLOTS:]).float()
    return slot_error(by_register, batch) + 0.5 * slot_error(by_mean, batch)


def slot_error(told: Tensor, batch: Captions) -> Tensor:
    """Cross entropy of kind and of colour, told [B, SLOTS, KINDS + COLOUR_NAMES]."""
    kind, colour = told.split([KINDS, COLOUR_NAMES], 2)
    return F.cross_entropy(kind.flatten(0, 1), batch.kinds.flatten()) + F.cross_entropy(
        colour.flatten(0, 1), batch.colours.flatten()
    )


def object_mask(batch: Batch) -> Tensor:
    """1 where a latent cell shows a piece of an object, [B, 32, 32]."""
    mask = (batch.pieces > 0).float().view(-1, 16, 16)
    return mask.repeat_interleave(2, 1).repeat_interleave(2, 2)


def mean_where(values: Tensor, mask: Tensor) -> Tensor:
    return (values * mask).sum() / mask.sum().clamp(min=1)


@torch.no_grad()
def held_out_figures(model: Painter, held: Scenes, count: int = 96) -> dict[str, float]:
    """Losses and the share of rightly named pieces on scenes of held-out combinations, at four noise levels."""
    rng = np.random.default_rng(0)
    noise = torch.randn((count, 4, 32, 32), generator=torch.Generator().manual_seed(9))
    figures, errors = {}, []
    for k, level in enumerate((200, 500, 800, 960)):
        batch = held.batch(np.arange(k, count, 4), rng)
        found = losses(model, batch, torch.full((len(batch.specs),), level), couple(noise[k::4], batch.specs))
        mask, cells = object_mask(batch), (batch.pieces > 0).float()
        right = (found["named"].argmax(-1) == batch.pieces).float()
        figures[f"object_{level}"] = mean_where(found["error"], mask).item()
        figures[f"rest_{level}"] = mean_where(found["error"], 1 - mask).item()
        figures[f"piece_{level}"] = mean_where(right, cells).item()
        errors.append(found["error"].mean().item())
    return {"heldout_loss": sum(errors) / len(errors), **figures, **pair_figures(model, held, noise)}


@torch.no_grad()
def pair_figures(model: Painter, held: Scenes, noise: Tensor, count: int = 32, level: int = 960) -> dict[str, float]:
    """Under much noise, on held-out scenes of two things: pieces rightly guessed at first and named in the end."""
    pairs = np.flatnonzero([bool(s.relation) for s in held.specs])[:count]
    batch = held.batch(pairs, np.random.default_rng(1))
    noise = couple(noise[: len(pairs)], batch.specs)
    found = losses(model, batch, torch.full((len(pairs),), level), noise)
    cells = (batch.pieces > 0).float()
    return {
        f"pair_{name}": mean_where((found[name].argmax(-1) == batch.pieces).float(), cells).item()
        for name in ("guessed", "named")
    }


@torch.no_grad()
def sample(model: Painter, prompts: list[str], seeds: list[int], steps: int = 20, guidance: float = 3.0) -> Tensor:
    """Latents [B, 4, 32, 32] by DDIM with trailing spacing and guidance."""
    tokenizer = build()
    text = torch.tensor([e.ids for e in tokenizer.encode_batch([*prompts, *[""] * len(prompts)])])
    x = torch.cat([torch.randn((1, 4, 32, 32), generator=torch.Generator().manual_seed(s)) for s in seeds])
    alpha, sigma = model.unet.signal, model.unet.noise
    times = [round(STEPS - 1 - k * STEPS / steps) for k in range(steps)]
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model.text(text)
        for now, after in zip(times, [*times[1:], -1], strict=True):
            both = torch.cat([x, x]).contiguous(memory_format=torch.channels_last)
            v, empty = model.unet(both, torch.full((1,), now), hidden).float().chunk(2)
            v = empty + guidance * (v - empty)
            x0, noise = alpha[now] * x - sigma[now] * v, sigma[now] * x + alpha[now] * v
            x = x0 if after < 0 else alpha[after] * x0 + sigma[after] * noise
    return x


@torch.no_grad()
def pictures(latents: Tensor) -> np.ndarray:
    """The decoded latents, uint8 [B, 512, 512, 3], by the autoencoder's last checkpoint."""
    decoder = Decoder()
    decoder.load_state_dict(torch.load(RUNS / "autoencoder" / "last.pt", weights_only=False)["decoder"])
    with torch.autocast("cpu", torch.bfloat16):
        made = torch.cat([decoder(z).float() for z in latents.split(2)])
    return ((made.clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()


def trace(model: Painter, step: int, folder: Path) -> None:
    """Keeps the latents of the traced prompts at this step of training."""
    folder.mkdir(exist_ok=True)
    np.save(folder / f"{step}.npy", sample(model, list(TRACED), list(TRACE_SEEDS)).numpy().astype(np.float16))


def train(
    minutes: float, decay: float, lr: float = 8e-4, name: str = "diffusion", team: Team | None = None, note: str = ""
) -> None:
    """Trains for so many minutes, going on from the last checkpoint, alone or as one of a team."""
    team = team or Team(1, 0)
    run = RunFolder(name)
    scenes, held = all_scenes(), Scenes(["heldout"])
    torch.manual_seed(0)
    model = Painter()
    mean = copy.deepcopy(model)
    adam, muon = two_groups(model, lr)
    step, seen, warmed = 0, 0, 0
    if state := run.resume():
        model.load_state_dict(state["model"])
        mean.load_state_dict(state["mean"])
        step, seen, warmed = state["step"], state["seen"], state["step"]
        if "adam" in state:  # not just after the world was widened
            adam.load_state_dict(state["adam"])
            muon.load_state_dict(state["muon"])
            warmed = 0
        if note and team.leads:
            run.note(step, note)
    else:
        fill_memory(model.unet.memory, scenes)
        mean.load_state_dict(model.state_dict())
    for m in (model, mean):
        m.to(memory_format=torch.channels_last)
    torch.manual_seed(step + 7919 * team.rank)
    rng = np.random.default_rng((step + 1, team.rank))
    everything, world = list(model.parameters()), describe()
    start, last_report, last_save, smooth = run.seconds, run.seconds, run.seconds, {}
    if step == 0 and team.leads:
        trace(mean, 0, run.path / "trace")

    def save() -> None:
        run.save(
            {
                "model": model.state_dict(), "mean": mean.state_dict(), "adam": adam.state_dict(),
                "muon": muon.state_dict(), "step": step, "seen": seen, "scenes": len(scenes.specs), "world": world,
            }
        )  # fmt: skip

    while True:
        left = minutes * 60 - (run.seconds - start)
        rate = lr * min(1, (step - warmed + 1) / 50) * min(1, max(0.02, left / (decay * 60)) if decay else 1)
        left, rate = team.agree(left, rate)
        if left <= 0:
            break
        for group in adam.param_groups:
            group["lr"] = rate * group.get("times", 1)
        for group in muon.param_groups:
            group["lr"] = MUON * rate
        batch = scenes.batch(scenes.some(BATCH, rng), rng, EMPTY)
        timestep = some_timesteps(BATCH)
        noise = couple(torch.randn_like(batch.latents), batch.specs)
        found = losses(model, batch, timestep, noise, pieces_among(batch.pieces, rng))
        mask, cells = object_mask(batch), (batch.pieces > 0).float()
        decided = (timestep < HIGH).float()  # above, weight on objects would raise the odds that a thing stands there
        weight = 1 + (OBJECT_WEIGHT - 1) * mask * decided[:, None, None]
        cell_weight = 1 + (OBJECT_WEIGHT - 1) * cells * decided[:, None] + HIGH_WEIGHT * (1 - decided)[:, None]
        names = sum(s * mean_where(found[k], cell_weight) for k, s in NAMES.items())
        names = names + 0.1 * (found["scene"].mean() + found["where"].mean())
        facts = fact_loss(model, scenes.captions(CAPTIONS, rng))
        loss = (
            mean_where(found["error"], weight)
            + NAMES_WEIGHT * names
            + FACTS_WEIGHT * facts
            + LOOK_WEIGHT * found["look"]
        )
        adam.zero_grad()
        muon.zero_grad()
        loss.backward()
        team.average_gradients(everything)
        nn.utils.clip_grad_norm_(everything, 1.0)
        adam.step()
        muon.step()
        step, seen = step + 1, seen + BATCH * team.workers
        if step % 50 == 0:
            scenes.add(shard_names())
        if not team.leads:
            continue
        keep = min(0.99, step / (step + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(mean.parameters()), everything, 1 - keep)
        now = {
            "loss": found["error"].mean(), "object": mean_where(found["error"], mask),
            "piece": mean_where(found["piece"], cells), "scene": found["scene"].mean(),
            "where": found["where"].mean(), "facts": facts,
            "look": found["look"],
        }  # fmt: skip
        for key, value in now.items():
            smooth[key] = 0.97 * smooth.get(key, value.item()) + 0.03 * value.item()
        if step in TRACE_STEPS:
            trace(mean, step, run.path / "trace")
        if run.seconds - last_report > 300 or step == 20:
            last_report = run.seconds
            run.log(step=step, seen=seen, lr=rate, **smooth, **held_out_figures(mean, held))
        if run.seconds - last_save > 300:
            last_save = run.seconds
            save()
    if not team.leads:
        return
    run.log(step=step, seen=seen, lr=rate, **smooth, **held_out_figures(mean, held, 256))
    trace(mean, step, run.path / "trace")
    save()
    draw_sheet(mean, run.path / "sheet.png")


SHEET = (
    *TRACED, "A dog to the left of a tree in a sunny meadow", "A purple elephant on a sunset beach", "A robot in space",
    "Three owls in a forest at night", "A teacup in the kitchen",
)  # fmt: skip


def draw_sheet(model: Painter, file: Path) -> None:
    """Eight pictures at half size."""
    made = pictures(sample(model, list(SHEET), list(range(1, 9))))
    small = [cv2.resize(p, (256, 256), interpolation=cv2.INTER_AREA) for p in made]
    cv2.imwrite(str(file), np.vstack([np.hstack(small[:4]), np.hstack(small[4:])])[..., ::-1])


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=80)
    options.add_argument("--decay", type=float, default=15, help="minutes at the end in which the learning rate falls")
    options.add_argument("--name", default="diffusion")
    options.add_argument("--lr", type=float, default=8e-4)
    options.add_argument("--workers", type=int, default=1, help="processes that train together")
    options.add_argument("--rank", type=int, default=0, help="which of them this one is")
    options.add_argument("--note", default="", help="what has changed since the last start, for training.json")
    given = options.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    train(given.minutes, given.decay, given.lr, given.name, Team(given.workers, given.rank), given.note)
