"""The model card of models/stable-diffusion, its figures read from the runs and from evaluation.json."""

import json
from pathlib import Path

from training.export.stable_diffusion import GUIDANCE, PACK, STEPS, load_autoencoder, load_painter
from training.train.run_folder import RunFolder, machine
from training.world.vocabulary import OBJECTS, PLACES

CARD = """# Stable Diffusion, picture-book size

A latent diffusion model of the family of Stable Diffusion, trained by this project on pictures it draws itself. It
knows {things} things, {places} places, 3 kinds of light and 8 colours, and nothing else; `models/world.json` lists what
it draws well enough to be offered.

| part | parameters | file |
|---|---|---|
| text encoder, 3 layers | {text:.2f} M | `text_encoder/model.onnx` |
| UNet with cross-attention | {unet:.2f} M | `unet/model.onnx` |
| decoder, latents 4x32x32 to 512x512 | {decoder:.2f} M | `vae_decoder/model.onnx` |
| encoder | {encoder:.2f} M | `vae_encoder/model.onnx` |

Weights are int8 by output channel with `DequantizeLinear`, activations float32; load with
`session.disable_quant_qdq = 1`. The layout is diffusers' ONNX pipeline; the scheduler is DDIM with v-prediction, zero
terminal signal and trailing timesteps. Shipped settings: {steps} steps, guidance {guidance}.

## What is unusual about this UNet

Its second half names, for each of 16x16 cells, which piece of which object is there and in what colour, and names the
scene behind. The renderer, which knows what it drew, taught it that. The names recall a first picture from tables of
latents ("memory"), which **started as the mean latents of each piece in each colour and of each background over the
training scenes**; training went on from there, a second look lets the cells see each other's guess, and the last
blocks draw what is left. Text, layout, colour and position come from diffusion; how a cat's ear looks was not learned
from noise alone (training/README.md). What lies behind things (the dark, the snow) has parts of its own in the
tables, and each piece knows how much of the background it leaves. The shipped graph recalls the four likeliest pieces of
a cell. It tells its belief in the output `map`.

The last three of the 24 text positions, which hold padding, are registers: captions without pictures taught the text
encoder to say there what stands first, second and third from the left (or from the top, where one thing is over
another), and the renderer taught half of the heads of
two attention layers to look, from the cells of a thing, at the register of its slot. Nothing in the graph knows of it.

In training the noise went with its scene (training/train/coupling.py): what a text leaves open, such as where a lone
thing stands, is told by the broad shape of the starting noise. Any normal noise can be started from.

## Training

The weights were first trained on a world of 20 things and 8 places and carried over, by name, into this one
(`training/train/widen.py`, step {widened:,}). {scenes} scenes drawn by `training/world` and encoded once; captions made anew at every use; {seen:,} samples seen in
{steps_trained:,} steps. Autoencoder {autoencoder_minutes:.0f} minutes, UNet {unet_minutes:.0f} minutes of wall time on
{machine}. Loss, held-out loss and accuracy by step are in `training.json`, three prompts drawn at {checkpoints}
checkpoints in `training/`.

| measured | |
|---|---|
| autoencoder, held-out scenes, all / objects only | {psnr:.1f} dB / {psnr_objects:.1f} dB |
| pieces rightly named, held-out combinations, t = 200 / 500 / 800 / 960 | {pieces} |
| loss on held-out combinations | {heldout:.3f} |
| WorldEval | {worldeval} |
{more}
## Data and licence

The objects are Fluent Emoji 3D by Microsoft (MIT). Backgrounds, captions, code and weights are this project's, under its licence.
A tenth of all (object, colour), (object, object) and (object, place) pairs was never shown in training.

## Limits

It draws only its own world, in a few fixed sizes and places. Words it does not know are dropped. Fine marks (eyes,
whiskers, window bars) are soft: sixteen pixels a side share four numbers.
"""


def millions(module) -> float:
    return sum(p.numel() for p in module.parameters()) / 1e6


def further(found: dict) -> str:
    """Rows for what else evaluation.json tells."""
    rows = []
    for name, variant in found.get("variants", {}).items():
        what = f"{variant['sampler']}, {variant['steps']} steps, {variant['prompts']} prompts, {variant['images']} pictures"
        rows.append(
            (
                f"WorldEval, {name}",
                f"{variant['overall']:.2f} ({what}); as shipped less this, same pictures: {variant['shipped_minus_this']:+.3f}",
            )
        )
    if spread := found.get("diversity"):
        rows.append(("pictures of a prompt differ, as a share of true renders", f"{spread['ratio']:.2f}"))
    if house := found.get("house"):
        rows.append((house["prompt"], f"right with {house['right']} of {house['seeds']} seeds"))
    return "".join(f"| {name} | {value} |\n" for name, value in rows)


def write_card(folder: Path = PACK) -> None:
    """Writes README.md."""
    encoder, decoder = load_autoencoder()
    painter = load_painter()
    run, codec = RunFolder("diffusion"), RunFolder("autoencoder")
    last, codec_last = run.lines()[-1], codec.lines()[-1]
    evaluation = folder / "evaluation.json"
    told, more = "not yet measured", ""
    if evaluation.exists():
        found = json.loads(evaluation.read_text())
        tasks = ", ".join(f"{name} {value:.2f}" for name, value in found["tasks"].items())
        told = f"{found['overall']:.2f} overall; {tasks}; seen {found['seen']:.2f}, held out {found['heldout']:.2f}"
        told += f" ({found['prompts']} prompts, {found['images']} pictures)"
        more = further(found)
    widened = min((r["step"] for r in run.restarts() if r["what"].startswith("widened")), default=0)
    card = CARD.format(
        things=len(OBJECTS), places=len(PLACES), widened=widened,
        text=millions(painter.text), unet=millions(painter.unet), decoder=millions(decoder), encoder=millions(encoder),
        steps=STEPS, guidance=GUIDANCE, scenes=f"{run.resume()['scenes']:,}", seen=last["seen"],
        steps_trained=last["step"], autoencoder_minutes=codec_last["seconds"] / 60, unet_minutes=last["seconds"] / 60,
        machine=machine(), checkpoints=len({p.name.split("-")[0] for p in (folder / "training").glob("*.webp")}),
        psnr=codec_last["psnr"], psnr_objects=codec_last["psnr_objects"], heldout=last["heldout_loss"],
        pieces=" / ".join(f"{last[f'piece_{t}']:.2f}" for t in (200, 500, 800, 960)), worldeval=told, more=more,
    )  # fmt: skip
    (folder / "README.md").write_text(card)


if __name__ == "__main__":
    write_card()
