"""From nothing to models/stable-diffusion: world, autoencoder, latents, UNet, decoder, ONNX, golden numbers."""

import cv2
import torch

from training.export.stable_diffusion import write_pack
from training.golden.stable_diffusion import main as write_golden
from training.train import autoencoder, captions_alone, diffusion, latents
from training.train.run_folder import RunFolder
from training.world.export import main as write_world

MINUTES = 140.0
SHARES = {"autoencoder": 0.12, "begin": 0.30, "captions": 0.04, "diffusion": 0.42, "decoder": 0.12}
SCENES = 20000


def make(minutes: float | None = None) -> None:
    """Goes on from the runs in training/runs; a part once trained is not trained again."""
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    whole = minutes or MINUTES
    scenes = SCENES if whole >= 60 else latents.SHARD
    write_world()
    if RunFolder("autoencoder").resume() is None:
        autoencoder.train(whole * SHARES["autoencoder"])
    latents.make(scenes)
    if RunFolder("diffusion").resume() is None:
        diffusion.train(whole * SHARES["begin"], decay=0)
        captions_alone.train(whole * SHARES["captions"])
    diffusion.train(whole * SHARES["diffusion"], decay=whole * 0.15)
    autoencoder.train(whole * SHARES["decoder"], decoder_only=True)
    write_pack()
    write_golden()
