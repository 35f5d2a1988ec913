"""Trains the text encoder on captions without pictures: `python -m training.train.captions_alone --minutes 4`.

Its last three positions, the registers, learn to say what stands first, second and third from the left. A caption
costs a hundredth of a picture, and order ("to the right of") needs tens of thousands of them. What the UNet already
reads at the other positions is held by a penalty on moving away from it, where a caption has no word that came with the
last widening of the world.
"""

import argparse
import time

import numpy as np
import torch

from training.train.diffusion import MUON, Painter, told_loss
from training.train.diffusion_data import KINDS, SLOTS, Captions, captions_of
from training.train.latents import COLOUR_NAMES
from training.train.muon import Muon
from training.train.run_folder import RunFolder
from training.world.scene import SceneSpec, sample_spec

BATCH = 128
POOL = 4096  # scenes that captions are made of until the next are drawn
KINDS_OF = {"single": 0.05, "coloured": 0.10, "count": 0.10, "two": 0.25, "two coloured": 0.30, "stacked": 0.20}
STAY = 2.0  # how dear it is to move the hidden states that the UNet reads


def some_captions(specs: list[SceneSpec], rng: np.random.Generator) -> Captions:
    """New captions of some of the scenes."""
    return captions_of([specs[i] for i in rng.integers(len(specs), size=BATCH)], rng)


def draw_specs(rng: np.random.Generator, heldout: bool = False, count: int = POOL) -> list[SceneSpec]:
    """Scenes of which most hold two different things."""
    kinds = rng.choice(list(KINDS_OF), size=count, p=list(KINDS_OF.values()))
    return [sample_spec(rng, heldout, str(kind)) for kind in kinds]


@torch.no_grad()
def share_right(model: Painter, captions: Captions) -> dict[str, float]:
    """Of scenes, the share whose registers all tell the right kind, and the right colour."""
    told = model.registers(model.text(captions.input_ids)[:, -SLOTS:]).float()
    kind, colour = told.split([KINDS, COLOUR_NAMES], 2)
    return {
        "kinds": (kind.argmax(-1) == captions.kinds).all(1).float().mean().item(),
        "colours": (colour.argmax(-1) == captions.colours).all(1).float().mean().item(),
    }


def train(minutes: float, lr: float = 1e-3, name: str = "diffusion", stay: float = STAY) -> None:
    """Goes on from the run's checkpoint and writes the new text encoder into it, into `model` and `mean` alike."""
    run = RunFolder(name)
    state = run.resume()
    if state is None:
        raise SystemExit(f"training/runs/{name} holds no checkpoint to go on from")
    model, before = Painter(), Painter().eval()
    model.load_state_dict(state["mean"])
    before.load_state_dict(state["mean"])
    rng = np.random.default_rng((state["step"], 17))
    parts = {"text": model.text, "registers": model.registers, "facts": model.facts}
    named = [(f"{part}.{n}", p) for part, module in parts.items() for n, p in module.named_parameters()]
    matrices = [p for n, p in named if p.ndim >= 2 and n.startswith("text.blocks")]
    chosen = {id(p) for p in matrices}
    muon = Muon(matrices, MUON * lr)
    adam = torch.optim.AdamW([p for _, p in named if id(p) not in chosen], lr, betas=(0.9, 0.98), weight_decay=0.01)
    fresh = torch.tensor([state["world"]["words"].index(w) for w in state.get("new_words", [])], dtype=torch.long)
    unseen = captions_of(draw_specs(np.random.default_rng(5), True, 512), np.random.default_rng(6))
    began, step, specs = time.time(), 0, draw_specs(rng)
    while (done := (time.time() - began) / (60 * minutes)) < 1:
        for optimiser, full in ((muon, MUON * lr), (adam, lr)):
            for group in optimiser.param_groups:
                group["lr"] = full * min(1, (step + 1) / 50, 2.5 * (1 - done) + 0.01)
        if step % 200 == 199:
            specs = draw_specs(rng)
        captions = some_captions(specs, rng)
        with torch.autocast("cpu", torch.bfloat16):
            hidden = model.text(captions.input_ids)
            with torch.no_grad():
                old = before.text(captions.input_ids)
        moved = ((hidden[:, :-SLOTS].float() - old[:, :-SLOTS].float()) ** 2).mean((1, 2))
        held = ~torch.isin(captions.input_ids, fresh).any(1)  # captions of words that the UNet already reads
        loss = told_loss(model, hidden, captions) + stay * (moved * held).mean()
        muon.zero_grad(), adam.zero_grad()
        loss.backward()
        muon.step(), adam.step()
        if step % 50 == 0:
            print(step, round(loss.item(), 4), share_right(model, unseen), f"{time.time() - began:.0f} s", flush=True)
        step += 1
    print(step, share_right(model, unseen))
    learned = {k: v for k, v in model.state_dict().items() if k.split(".")[0] in parts}
    for weights in ("model", "mean"):
        state[weights].update({k: v.clone() for k, v in learned.items()})
    run.note(state["step"], f"the text encoder alone: {step} steps of {BATCH} captions without pictures")
    run.save(state)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=4)
    options.add_argument("--name", default="diffusion")
    given = options.parse_args()
    torch.set_num_threads(1)
    train(given.minutes, name=given.name)
