"""Trains the autoencoder: `python -m training.train.autoencoder --minutes 20`.

L1 alone at first, edges late; heavy noise on the latents from the start. Noise makes the latents easy to learn:
what the decoder can still read through it is smooth and robust, and that is what a small UNet can draw
(training/README.md has the measurement).
"""

import argparse
import math

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.models.autoencoder import Decoder, Encoder
from training.train.muon import Muon
from training.train.run_folder import RunFolder
from training.world.scene import render, sample_spec
from training.world.vocabulary import CELL, GRID

POOL = 1200  # scenes held in memory; two new ones replace old ones at every step
NOISE = 0.75  # the largest share of noise mixed into latents
FINE_NOISE = 0.3  # the same when only the decoder is trained on, to draw sharply
OBJECT_WEIGHT = 2.0
MUON = 3.0  # its learning rate, as a multiple of AdamW's


class Crops:
    """Endless crops on the grid of cells from a pool of scenes that is slowly renewed."""

    def __init__(self, seed: int, pool: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.scenes = [render(sample_spec(self.rng)) for _ in range(pool)]

    def renew(self, count: int) -> None:
        for _ in range(count):
            self.scenes[self.rng.integers(len(self.scenes))] = render(sample_spec(self.rng))

    def batch(self, count: int, cells: int) -> tuple[Tensor, Tensor]:
        """Pictures [count, 3, cells * 32, ...] in [-1, 1] and where objects are [count, 1, cells, cells]."""
        pictures, masks = [], []
        while len(pictures) < count:
            image, maps = self.scenes[self.rng.integers(len(self.scenes))]
            y, x = self.rng.integers(0, GRID + 1 - cells, 2)
            mask = maps[0, y : y + cells, x : x + cells] > 0
            if not mask.any() and self.rng.random() < 0.6:
                continue
            pictures.append(image[y * CELL : (y + cells) * CELL, x * CELL : (x + cells) * CELL])
            masks.append(mask)
        stacked = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float() / 127.5 - 1
        return stacked.contiguous(memory_format=torch.channels_last), torch.from_numpy(np.stack(masks))[:, None].float()


def with_noise(z: Tensor, most: float) -> Tensor:
    """Latents mixed with noise by a random share each, `most` at the highest; a fifth stay clean."""
    share = most * torch.rand(len(z), 1, 1, 1) * (torch.rand(len(z), 1, 1, 1) < 0.8)
    return (1 - share) * z + 1.2 * share * torch.randn_like(z)


def edges(x: Tensor) -> tuple[Tensor, Tensor]:
    return x[..., 1:, :] - x[..., :-1, :], x[..., :, 1:] - x[..., :, :-1]


def loss_of(
    made: Tensor, true: Tensor, mask: Tensor, edge_weight: float, object_weight: float = OBJECT_WEIGHT
) -> Tensor:
    """Weighted L1, and L1 on edges at three scales."""
    weight = 1 + (object_weight - 1) * F.interpolate(mask, scale_factor=CELL)
    loss = ((made - true).abs() * weight).mean() / weight.mean()
    if edge_weight:
        for scale in (1, 2, 4):
            pair = (made, true) if scale == 1 else (F.avg_pool2d(made, scale), F.avg_pool2d(true, scale))
            for a, b in zip(edges(pair[0]), edges(pair[1]), strict=True):
                loss = loss + edge_weight * (a - b).abs().mean()
    return loss


def psnr(made: Tensor, true: Tensor, weight: Tensor) -> float:
    """Decibels of pictures in [-1, 1], weighted by pixel."""
    error = ((made.clamp(-1, 1) - true) ** 2).mean(1, keepdim=True) / 4
    return -10 * math.log10(((error * weight).sum() / weight.sum()).item())


@torch.no_grad()
def report(run: RunFolder, step: int, loss: float, lr: float, encoder: Encoder, decoder: Decoder, held: tuple) -> None:
    """Logs held-out PSNR, clean and noisy, and draws a small sheet."""
    true, mask = held
    encoder.eval()
    with torch.autocast("cpu", torch.bfloat16):
        z = torch.cat([encoder(x) for x in true.split(4)])
        made = torch.cat([decoder(q).float() for q in z.split(4)])
        noise = torch.randn(z.shape, generator=torch.Generator().manual_seed(1))
        noisy = torch.cat([decoder(q).float() for q in (0.8 * z + 0.25 * noise).split(4)])
    encoder.train()
    objects, everywhere = F.interpolate(mask, scale_factor=CELL), torch.ones_like(true[:, :1])
    run.log(
        step=step, loss=loss, lr=lr, psnr=psnr(made, true, everywhere), psnr_objects=psnr(made, true, objects),
        psnr_noisy=psnr(noisy, true, everywhere), std=z.std().item(),
    )  # fmt: skip
    rows = [torch.cat(list(x[:6]), 2) for x in (true, made, noisy)]
    sheet = (torch.cat(rows, 1).clamp(-1, 1).permute(1, 2, 0).numpy() * 127.5 + 127.5).astype(np.uint8)
    sheet = cv2.resize(sheet, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    cv2.imwrite(str(run.path / "sheet.png"), sheet[..., ::-1])


def train(minutes: float, seed: int = 0, name: str = "autoencoder", decoder_only: bool = False) -> None:
    """Trains for so many minutes, going on from a checkpoint. With `decoder_only` the latents stay what they are."""
    torch.manual_seed(seed)
    run = RunFolder(name)
    encoder = Encoder().to(memory_format=torch.channels_last)
    decoder = Decoder().to(memory_format=torch.channels_last)
    step = 0
    if state := run.resume():
        encoder.load_state_dict(state["encoder"])
        decoder.load_state_dict(state["decoder"])
        step = state["step"]
    crops = Crops(seed + step, POOL)
    held = Crops(10**6, 16)
    pictures, masks = (torch.from_numpy(np.stack(x)) for x in zip(*held.scenes, strict=True))
    held_out = (pictures.permute(0, 3, 1, 2).float() / 127.5 - 1, (masks[:, :1] > 0).float())

    parameters = list(decoder.parameters()) if decoder_only else [*encoder.parameters(), *decoder.parameters()]
    encoder.requires_grad_(not decoder_only)
    top = 6e-4 if state else 1.5e-3
    matrices = [p for p in parameters if p.ndim == 4 and min(p.flatten(1).shape) >= 16] if decoder_only else []
    chosen = {id(p) for p in matrices}
    rest = [p for p in parameters if id(p) not in chosen]
    optimisers = [torch.optim.AdamW(rest, top, betas=(0.9, 0.99), weight_decay=1e-4)]
    if matrices:
        optimisers.append(Muon(matrices, MUON * top))
    whole, last, smooth, first = minutes * 60, run.seconds, 0.0, step
    start = run.seconds
    while (done := (run.seconds - start) / whole) < 1:
        lr = top * min(1, (step - first + 1) / 100) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
        for optimiser in optimisers:
            for group in optimiser.param_groups:
                group["lr"] = lr * (MUON if isinstance(optimiser, Muon) else 1)
        large = decoder_only or done > 0.7
        true, mask = crops.batch(*((4, 8) if decoder_only else (8, 8) if large else (24, 4)))
        with torch.autocast("cpu", torch.bfloat16):
            if decoder_only:
                encoder.eval()
            made = decoder(with_noise(encoder(true), FINE_NOISE if decoder_only else NOISE))
        loss = loss_of(made.float(), true, mask, 0.15 if decoder_only or done > 0.6 else 0.0)
        for optimiser in optimisers:
            optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        for optimiser in optimisers:
            optimiser.step()
        crops.renew(1)
        step += 1
        smooth = loss.item() if step - first == 1 else 0.98 * smooth + 0.02 * loss.item()
        if run.seconds - last > 120 or step - first == 20:
            last = run.seconds
            report(run, step, smooth, lr, encoder, decoder, held_out)
            run.save({"encoder": encoder.state_dict(), "decoder": decoder.state_dict(), "step": step})
    report(run, step, smooth, lr, encoder, decoder, held_out)
    run.save({"encoder": encoder.state_dict(), "decoder": decoder.state_dict(), "step": step})


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=20)
    options.add_argument("--name", default="autoencoder")
    options.add_argument("--decoder-only", action="store_true")
    given = options.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    train(given.minutes, name=given.name, decoder_only=given.decoder_only)
