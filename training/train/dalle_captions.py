"""DALL-E's text encoder on captions without pictures: python -m training.train.dalle_captions --minutes 5

A caption costs a hundredth of a picture, so what new words mean, and which thing stands where, is learned before the
pictures of a wider world are drawn. What the decoder already reads of captions in old words is held by a penalty on moving
away from it. Writes training/runs/dalle/text.pt, which `training.train.widen_dalle --model` takes up.
"""

import argparse
import copy
import time

import torch
from torch import Tensor, nn

from training.models.dalle import REGISTERS, Dalle, Shape
from training.models.vq import CODES
from training.train.dalle import RUN, Captions, optimisers, slots_loss
from training.train.widen_dalle import RUN_BEFORE, widened_text
from training.train.world_names import describe

BATCH = 128
LR = 1e-3
STAY = 4.0
"""How dear it is to move what the decoder reads of captions in old words."""

HELD_OUT = 400


class TextPart(nn.Module):
    """The encoder and the heads that it is taught by."""

    def __init__(self, model: Dalle) -> None:
        super().__init__()
        self.encoder, self.slots, self.arrangement, self.scene = model.encoder, model.slots, model.arrangement, model.scene
        self.shape = model.shape

    stands = Dalle.stands


def stayed(now: Tensor, before: Tensor, mask: Tensor, old: Tensor) -> Tensor:
    """How far words [B, 24, C] moved, where they are read and the caption is in old words, bool [B]."""
    read = mask.bool() & old[:, None]
    read[:, -REGISTERS:] = old[:, None]
    return ((now - before).square().mean(-1) * read).sum() / read.sum().clamp(min=1)


@torch.no_grad()
def shares_right(model: TextPart | Dalle, captions: tuple[Tensor, ...]) -> list[float]:
    """Of how many captions all kinds, all colours, the arrangement, and place with light are told rightly."""
    told = model.stands(model.encoder(captions[0], (captions[0] > 0).long()))
    right = [said.argmax(-1) == true for said, true in zip(told, captions[1:], strict=True)]
    return [float(r.flatten(1).all(1).float().mean() if r.ndim > 1 else r.float().mean()) for r in right]


def teach_heads(model: Dalle, steps: int = 300) -> None:
    """Teaches the heads alone, the encoder held: what its registers say is there already, where weights were read back."""
    heads, captions = [*model.slots.parameters(), *model.arrangement.parameters(), *model.scene.parameters()], Captions(5)
    adam = torch.optim.AdamW(heads, 1e-2, weight_decay=0.0)
    for step in range(steps):
        told = captions.some(BATCH)
        with torch.no_grad():
            words = model.encoder(told[0], (told[0] > 0).long())
        loss = slots_loss(model, words, told)
        adam.zero_grad()
        loss.backward()
        adam.param_groups[0]["lr"] = 1e-2 * (1 - step / steps)
        adam.step()
    print(f"heads: loss {loss.item():.3f}, told rightly", [round(r, 3) for r in shares_right(model, Captions(4).some(HELD_OUT))])


def train(minutes: float) -> None:
    """Goes on from the weights before widening."""
    torch.manual_seed(0)
    state, new = torch.load(RUN_BEFORE / "last.pt"), describe()
    shape = Shape(words=len(new["words"]), codes=CODES, objects=len(new["kinds"]), spots=len(new["spots"]), pieces=len(new["pieces"]))
    model = Dalle(shape)
    model.load_state_dict({**model.state_dict(), **widened_text(state["average"], state["world"], new, model.state_dict())})
    part, before = TextPart(model), copy.deepcopy(model.encoder).requires_grad_(False)
    known = torch.tensor([word in set(state["world"]["words"]) for word in new["words"]])
    steppers, captions = optimisers(part), Captions(3)
    heldout = Captions(4).some(HELD_OUT)
    begun, step, done = time.time(), 0, 0.0
    while done < 1:
        done = (time.time() - begun) / (60 * minutes)
        for stepper in steppers:
            stepper.param_groups[0]["lr"] = LR * min(1, (step + 1) / 50) * min(1, max(0.02, 3 * (1 - done)))
        told = captions.some(BATCH)
        mask = (told[0] > 0).long()
        with torch.autocast("cpu", torch.bfloat16):
            words = part.encoder(told[0], mask)
            loss = slots_loss(part, words, told)
            with torch.no_grad():
                was = before(told[0], mask)
        moved = stayed(words.float(), was.float(), mask, known[told[0]].all(1))
        (loss + STAY * moved).backward()
        nn.utils.clip_grad_norm_(part.parameters(), 1.0)
        for stepper in steppers:
            stepper.step()
            stepper.zero_grad()
        step += 1
        if step % 50 == 0 or done >= 1:
            print(f"{done * minutes:.1f} min step {step} loss {loss.item():.4f} moved {moved.item():.5f}", [round(r, 3) for r in shares_right(part, heldout)], flush=True)
            torch.save({"text": part.state_dict(), "world": new}, RUN / "text.pt")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5)
    torch.set_num_threads(1)
    train(parser.parse_args().minutes)
