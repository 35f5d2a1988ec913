"""Trains the decoder on, to draw sharply and to mend: `python -m training.train.decoder --minutes 20`.

The latents stay what they are. Half of those it decodes are what the UNet believes of noisy ones, in one step: soft and
a little wrong, as in use, and the decoder learns what they should look like. It needs a trained UNet (diffusion).
"""

import argparse
import math

import cv2
import numpy as np
import torch
from torch import Tensor

from training.models.autoencoder import Decoder, Encoder
from training.train.among import pieces_among
from training.train.autoencoder import FINE_NOISE, MUON, Crops, loss_of, report, with_noise
from training.train.diffusion import Painter
from training.train.diffusion_data import tokenizer
from training.train.latents import load_shard, shard_names
from training.train.muon import Muon
from training.train.run_folder import RUNS, RunFolder
from training.world.captions import caption
from training.world.scene import render
from training.world.vocabulary import CELL, GRID

SCENES = 2000
BATCH, CELLS = 5, 8  # crops in a batch, and their side
LEVELS = (60, 450)  # timesteps of what the UNet is asked about
OBJECT_WEIGHT = 4.0
EDGES = 0.2
RATE = 9e-4


@torch.no_grad()
def believed(model: Painter, latents: Tensor, texts: list[str], pieces: Tensor) -> Tensor:
    """What the UNet believes the clean latents [N, 4, 32, 32] are, seeing noisy ones and the texts.

    It thinks of the things that pieces [N, 256] show, and some others.
    """
    ids = torch.tensor([e.ids for e in tokenizer().encode_batch(texts)])
    timestep = torch.randint(*LEVELS, (len(latents),))
    alpha, sigma = (t[timestep][:, None, None, None] for t in (model.unet.signal, model.unet.noise))
    noisy = alpha * latents + sigma * torch.randn_like(latents)
    noisy = noisy.contiguous(memory_format=torch.channels_last)
    among = pieces_among(pieces, np.random.default_rng(0))
    with torch.autocast("cpu", torch.bfloat16):
        velocity = model.unet.painted(noisy, timestep, model.text(ids), among).velocity.float()
    return alpha * noisy - sigma * velocity


class Drawn:
    """Scenes with their pictures, where objects are, their latents and what the UNet believes of those."""

    def __init__(self, count: int, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.pictures, self.masks = [], []
        shards = self.rng.permutation(shard_names())[: -(-count // 1000)]
        loaded = [load_shard(name) for name in shards]
        self.latents = torch.from_numpy(np.concatenate([s[0] for s in loaded])[:count]).float()
        specs = [spec for s in loaded for spec in s[1]][:count]
        for spec in specs:
            picture, maps = render(spec)
            self.pictures.append(picture)
            self.masks.append(maps[0] > 0)
        model = Painter().eval()
        model.load_state_dict(torch.load(RUNS / "diffusion" / "last.pt", weights_only=False)["mean"])
        texts = [caption(spec, self.rng) for spec in specs]
        pieces = torch.from_numpy(np.concatenate([s[2] for s in loaded])[:count].reshape(count, 256)).long()
        parts = zip(self.latents.split(16), pieces.split(16), range(0, count, 16), strict=True)
        self.beliefs = torch.cat([believed(model, z, texts[k : k + 16], p) for z, p, k in parts])

    def batch(self) -> tuple[Tensor, Tensor, Tensor]:
        """Latents to decode [B, 4, 16, 16], true pictures [B, 3, 256, 256] in [-1, 1], masks [B, 1, 8, 8]."""
        latents, pictures, masks = [], [], []
        while len(latents) < BATCH:
            k = int(self.rng.integers(len(self.pictures)))
            y, x = (int(v) for v in self.rng.integers(0, GRID + 1 - CELLS, 2))
            mask = self.masks[k][y : y + CELLS, x : x + CELLS]
            if mask.sum() < 8 and self.rng.random() < 0.85:
                continue
            source = self.beliefs if self.rng.random() < 0.5 else self.latents
            window = slice(2 * y, 2 * (y + CELLS)), slice(2 * x, 2 * (x + CELLS))
            latents.append(source[k, :, *window])
            pictures.append(self.pictures[k][y * CELL : (y + CELLS) * CELL, x * CELL : (x + CELLS) * CELL])
            masks.append(mask)
        true = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float() / 127.5 - 1
        return (
            with_noise(torch.stack(latents), FINE_NOISE / 2),
            true.contiguous(memory_format=torch.channels_last),
            torch.from_numpy(np.stack(masks))[:, None].float(),
        )


def train(minutes: float, name: str = "autoencoder", scenes: int = SCENES, rate: float = RATE) -> None:
    """Trains for so many minutes, going on from the autoencoder's checkpoint; the rate falls to nothing."""
    run = RunFolder(name)
    state = run.resume()
    if state is None:
        raise SystemExit(f"training/runs/{name} holds no autoencoder to go on from")
    encoder, decoder = (m.to(memory_format=torch.channels_last) for m in (Encoder(), Decoder()))
    encoder.load_state_dict(state["encoder"])
    decoder.load_state_dict(state["decoder"])
    step = first = state["step"]
    run.note(step, "the decoder alone, half of its latents what the UNet believes of noisy ones")
    torch.manual_seed(step)
    drawn = Drawn(scenes, step)
    held = Crops(10**6, 16)
    pictures, masks = (torch.from_numpy(np.stack(x)) for x in zip(*held.scenes, strict=True))
    held_out = (pictures.permute(0, 3, 1, 2).float() / 127.5 - 1, (masks[:, :1] > 0).float())
    matrices = [p for p in decoder.parameters() if p.ndim == 4 and min(p.flatten(1).shape) >= 16]
    chosen = {id(p) for p in matrices}
    muon = Muon(matrices, MUON * rate)
    adam = torch.optim.AdamW([p for p in decoder.parameters() if id(p) not in chosen], rate, betas=(0.9, 0.99))
    start = last = run.seconds
    smooth = 0.0

    def tell(lr: float) -> None:
        report(run, step, smooth, lr, encoder, decoder, held_out)
        run.save({"encoder": encoder.state_dict(), "decoder": decoder.state_dict(), "step": step})

    while (done := (run.seconds - start) / (60 * minutes)) < 1:
        lr = rate * min(1, (step - first + 1) / 100) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * done)))
        for optimiser, times in ((adam, 1), (muon, MUON)):
            for group in optimiser.param_groups:
                group["lr"] = times * lr
        latents, true, mask = drawn.batch()
        with torch.autocast("cpu", torch.bfloat16):
            made = decoder(latents.contiguous(memory_format=torch.channels_last))
        loss = loss_of(made.float(), true, mask, EDGES, OBJECT_WEIGHT)
        adam.zero_grad(), muon.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(decoder.parameters(), 1.0)
        adam.step(), muon.step()
        step += 1
        smooth = loss.item() if step - first == 1 else 0.98 * smooth + 0.02 * loss.item()
        if run.seconds - last > 150:
            last = run.seconds
            tell(lr)
    tell(lr)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=20)
    options.add_argument("--name", default="autoencoder")
    options.add_argument("--scenes", type=int, default=SCENES, help="scenes held in memory")
    options.add_argument("--rate", type=float, default=RATE, help="learning rate at first; less for a short run")
    given = options.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    train(given.minutes, given.name, given.scenes, given.rate)
