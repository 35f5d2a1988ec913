"""Make the picture tokenizer: python -m training.train.vq --codebook --minutes 30

`--codebook` finds the codes (training.train.codebook) and begins anew; without it, the decoder is trained on.
Two habits make the decoder useful to the model that draws the tokens: it sees some wrong tokens (it learns
to mend them) and some pictures that are not painted to the end (row by row is how the page shows them).
"""

import argparse
import math
import time
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.models.vq import CODES, GRID, PATCH, UNDRAWN, PictureTokenizer, as_patches
from training.train.codebook import different, k_means
from training.train.muon import Muon
from training.train.record import Record
from training.world import scene

RUN = Path("training/runs/vq")
HELD_OUT = 48
PEAK_LR = 1e-3
OBJECT_WEIGHT = 4.0
"""Weight of cells with objects in the loss."""


def render(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Pictures uint8 [N, 256, 256, 3] and where their objects are, bool [N, 16, 16]."""
    rng = np.random.default_rng(seed)
    pictures = np.empty((count, GRID * PATCH, GRID * PATCH, 3), np.uint8)
    objects = np.empty((count, GRID, GRID), bool)
    for k in range(count):
        drawn = scene.draw(rng)
        pictures[k] = cv2.resize(drawn.image, pictures.shape[1:3], interpolation=cv2.INTER_AREA)
        objects[k] = drawn.cells[0] > 0
    return pictures, objects


def find_codes(pictures: np.ndarray, objects: np.ndarray) -> Tensor:
    """The mean patches of uint8 pictures, float [CODES, 768] in [-1, 1]."""
    patches = as_patches(torch.from_numpy(pictures).permute(0, 3, 1, 2)).numpy()
    kept, weight, _ = different(patches, objects.reshape(-1))
    return k_means(torch.from_numpy(kept).float() / 127.5 - 1, torch.from_numpy(weight).float())


def to_floats(pictures: np.ndarray) -> Tensor:
    """uint8 [B, H, W, 3] -> float [B, 3, H, W] in [-1, 1]."""
    return torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 127.5 - 1


def spoil(tokens: Tensor, wrong: float) -> tuple[Tensor, Tensor]:
    """Tokens [B, h, w] with some replaced or not drawn yet, and which are drawn, bool [B, 1, h, w]."""
    batch, h, w = tokens.shape
    rate = wrong * torch.rand(batch, 1, 1) * (torch.rand(batch, 1, 1) < 0.5)
    tokens = torch.where(torch.rand(batch, h, w) < rate, torch.randint(CODES, tokens.shape), tokens)
    rows = torch.where(torch.rand(batch) < 0.25, torch.randint(1, h + 1, (batch,)), h)
    drawn = (torch.arange(h) < rows[:, None])[:, :, None].expand(batch, h, w)
    return torch.where(drawn, tokens, UNDRAWN), drawn[:, None]


def edges(difference: Tensor, weight: Tensor) -> Tensor:
    """Mean size of the change of an error from pixel to pixel, at three scales."""
    total = torch.zeros(())
    for scale in (1, 2, 4):
        d, w = F.avg_pool2d(difference, scale), F.avg_pool2d(weight, scale)
        total = total + ((d[..., 1:, :] - d[..., :-1, :]).abs() * w[..., 1:, :]).mean()
        total = total + ((d[..., 1:] - d[..., :-1]).abs() * w[..., 1:]).mean()
    return total


@torch.no_grad()
def judge(model: PictureTokenizer, pictures: np.ndarray, objects: np.ndarray) -> tuple[float, float, int]:
    """PSNR in dB, PSNR on object cells, codes used."""
    model.eval()
    tokens = [model.encode(to_floats(part)) for part in np.array_split(pictures, len(pictures) // 8)]
    error = torch.cat([model.decode(t).clamp(-1, 1) for t in tokens]) - to_floats(pictures)
    model.train()
    square = (error / 2).square().mean(1)  # [N, 256, 256] in [0, 1]
    there = torch.from_numpy(objects).repeat_interleave(PATCH, 1).repeat_interleave(PATCH, 2)
    psnr = -10 * torch.log10(square.mean((1, 2))).mean().item()
    return psnr, -10 * math.log10(square[there].mean()), torch.cat(tokens).unique().numel()


@torch.no_grad()
def sheet(model: PictureTokenizer, pictures: np.ndarray, path: Path) -> None:
    """Six pictures above what becomes of them."""
    made = model.decode(model.encode(to_floats(pictures[:6]))).clamp(-1, 1)
    made = ((made + 1) * 127.5).round().byte().permute(0, 2, 3, 1).numpy()
    rows = np.concatenate([np.concatenate(pictures[:6], 1), np.concatenate(made, 1)], 0)
    cv2.imwrite(str(path), rows[..., ::-1])


def begin(pictures: np.ndarray, objects: np.ndarray) -> None:
    """Find the codes and save a tokenizer whose decoder draws mean patches."""
    model = PictureTokenizer()
    model.set_codebook(find_codes(pictures, objects))
    torch.save(model.state_dict(), RUN / "vq.pt")


def train(minutes: float, scenes: int, anew: bool) -> None:
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    torch.manual_seed(0)
    rng = np.random.default_rng(7)
    RUN.mkdir(parents=True, exist_ok=True)
    pictures, objects = render(scenes + HELD_OUT, seed=11)
    held = pictures[:HELD_OUT], objects[:HELD_OUT]
    pictures, objects = pictures[HELD_OUT:], objects[HELD_OUT:]
    if anew:
        begin(pictures[:3000], objects[:3000])
    model = PictureTokenizer().to(memory_format=torch.channels_last)
    model.load_state_dict(torch.load(RUN / "vq.pt"))
    with torch.no_grad():
        parts = np.array_split(pictures, max(1, len(pictures) // 32))
        tokens = torch.cat([model.encode(to_floats(part)) for part in parts])
    record = Record(RUN / "record.json", "vq")
    optimisers = two_optimisers(model)
    step, before, begun = (record.part.get("steps") or [0])[-1], record.seconds, time.time()
    noted, running, done = 0.0, 0.0, 0.0
    while True:
        if time.time() - noted > 240 or done >= 1:
            noted = time.time()
            psnr, on_objects, used = judge(model, *held)
            record.add(step, loss=running, accuracy=psnr, lr=optimisers[0].param_groups[0]["lr"], seconds=before + noted - begun)
            print(f"{done * minutes:.1f} min step {step} loss {running:.4f} psnr {psnr:.2f} objects {on_objects:.2f} codes {used}", flush=True)
            torch.save(model.state_dict(), RUN / "part.pt")
            (RUN / "part.pt").replace(RUN / "vq.pt")
            sheet(model, held[0], RUN / "sheet.png")
        if done >= 1:
            return
        done = (time.time() - begun) / (60 * minutes)
        lr = PEAK_LR * min(1, (step + 1) / 100) * (0.03 + 0.97 * (0.5 + 0.5 * math.cos(math.pi * min(1, done))))
        for optimiser in optimisers:
            optimiser.param_groups[0]["lr"] = lr
        cells, batch = (12, 10) if done < 0.7 else (GRID, 6)
        x, ids, there = crops(rng, pictures, tokens, objects, cells, batch)
        given, drawn = spoil(ids, wrong=0.16)
        with torch.autocast("cpu", torch.bfloat16):
            y = model.decode(given)
        weight = ((1 + (OBJECT_WEIGHT - 1) * there) * drawn).repeat_interleave(PATCH, 2).repeat_interleave(PATCH, 3)
        error = y.float() - x
        loss = (error.abs() * weight).mean()
        running = 0.98 * running + 0.02 * loss.item() if running else loss.item()
        if done > 0.4:
            loss = loss + 0.15 * edges(error, weight)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimiser in optimisers:
            optimiser.step()
            optimiser.zero_grad()
        step += 1


def two_optimisers(model: PictureTokenizer) -> list[torch.optim.Optimizer]:
    """Muon for the convolutions, AdamW for the features of codes and the biases."""
    matrices = [p for p in model.retoucher.parameters() if p.ndim > 1]
    others = [model.features.weight, *(p for p in model.retoucher.parameters() if p.ndim == 1)]
    return [Muon(matrices, PEAK_LR), torch.optim.AdamW(others, PEAK_LR, betas=(0.9, 0.99), weight_decay=1e-4)]


def crops(
    rng: np.random.Generator, pictures: np.ndarray, tokens: Tensor, objects: np.ndarray, cells: int, batch: int
) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces on the token grid [B, 3, 16 cells, 16 cells], their tokens and their objects (float [B, 1, cells, cells])."""
    found, ids, there = [], [], []
    for k in rng.integers(len(pictures), size=batch):
        top, left = rng.integers(GRID - cells + 1, size=2)
        found.append(pictures[k, top * PATCH : (top + cells) * PATCH, left * PATCH : (left + cells) * PATCH])
        ids.append(tokens[k, top : top + cells, left : left + cells])
        there.append(objects[k, top : top + cells, left : left + cells])
    x = to_floats(np.stack(found)).contiguous(memory_format=torch.channels_last)
    return x, torch.stack(ids), torch.from_numpy(np.stack(there))[:, None].float()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--scenes", type=int, default=4000)
    parser.add_argument("--codebook", action="store_true", help="find the codes and begin anew")
    options = parser.parse_args()
    train(options.minutes, options.scenes, options.codebook)
