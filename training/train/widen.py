"""Carries a checkpoint of a narrower world over into today's: `python -m training.train.widen`.

A checkpoint tells which world it knows (training/train/world_names.py), so every row finds its name again: words by
word, pieces by (object, size, row, column), spots, backgrounds and places of things by what they are. What is new
starts from like things, with a little chance to part them; a piece's own weights start at zero. With `--tables` the
Memory is filled anew from the encoded scenes, but for backgrounds that still show what was trained.
"""

import argparse
import copy

import torch
import torch.nn.functional as F
from torch import Tensor

from training.models.unet import CELL_VALUES
from training.train.diffusion import Painter
from training.train.diffusion_data import SLOTS, all_scenes
from training.train.latents import COLOUR_NAMES
from training.train.memory import fill_memory
from training.train.run_folder import RunFolder
from training.train.world_names import describe
from training.world.vocabulary import OBJECTS

LIKE = {
    "fox": "dog", "bear": "teddy bear", "bird": "duck", "fish": "duck", "whale": "elephant", "dolphin": "duck",
    "turtle": "dinosaur", "frog": "owl", "butterfly": "balloon", "bee": "balloon", "horse": "dog", "cow": "elephant",
    "pig": "rabbit", "sheep": "rabbit", "lion": "cat", "tiger": "cat", "snail": "duck", "octopus": "owl",
    "strawberry": "apple", "cake": "teacup", "mushroom": "tree", "cactus": "tree", "sunflower": "tree",
    "castle": "house", "train": "bus", "bicycle": "car", "airplane": "rocket", "boat": "car", "books": "teacup",
    "guitar": "rocket", "umbrella": "tree", "chair": "house", "present": "teacup", "ghost": "snowman",
}  # fmt: skip
"""The old thing from which a new one's weights start; what is not named here starts from the mean of all."""

PARTED = 0.5
"""Standard deviation of the chance added to new rows, as a share of that of the old ones."""

SAME = 0.05
"""Mean squared difference up to which a trained background still shows what the scenes show now."""


def moved(old: Tensor, names: list, new_names: list, start: Tensor) -> Tensor:
    """The rows of `start` [new, ...], those whose name is old replaced by the row of `old` [old, ...]."""
    at = {name: k for k, name in enumerate(names)}
    out = start.clone()
    for k, name in enumerate(new_names):
        if name in at:
            out[k] = old[at[name]]
    return out


def likened(old: Tensor, names: list, new_names: list, like: dict) -> Tensor:
    """Rows for all new names: halfway between the like old row and the mean, parted by chance; old ones stay."""
    at = {name: k for k, name in enumerate(names)}
    known = old[1:] if names[0] is None else old
    mean, spread = known.mean(0), known.std(0, correction=0)
    start = mean + PARTED * spread * torch.randn(len(new_names), *old.shape[1:])
    for k, name in enumerate(new_names):
        if name in like and like[name] in at:
            start[k] += 0.5 * (old[at[like[name]]] - mean)
    return moved(old, names, new_names, start)


def nearest_spot(spots: list, new_spots: list) -> dict:
    """For each new (size, row, column) the old one of that size that is nearest."""
    found = {}
    for new in (s for s in new_spots if s and s not in spots):
        same = [s for s in spots if s and s[0] == new[0]]
        if same:
            found[new] = min(same, key=lambda s: (s[1] - new[1]) ** 2 + (s[2] - new[2]) ** 2)
    return found


def widened(weights: dict[str, Tensor], old: dict, new: dict, blank: dict[str, Tensor]) -> dict[str, Tensor]:
    """The weights of a Painter of the world `old` as those of the world `new`; shapes are those of `blank`."""
    out = {k: v for k, v in weights.items() if k in blank and v.shape == blank[k].shape}
    like_words = {new_word: old_word for new_word, old_word in LIKE.items() if " " not in new_word + old_word}
    out["text.embed.weight"] = likened(weights["text.embed.weight"], old["words"], new["words"], like_words)
    out["unet.names.piece.of_object"] = likened(
        weights["unet.names.piece.of_object"], old["kinds"], new["kinds"], LIKE
    )
    out["unet.names.piece.of_spot"] = likened(
        weights["unet.names.piece.of_spot"], old["spots"], new["spots"], nearest_spot(old["spots"], new["spots"])
    )
    for key, fill in (("own", 0.0), ("bias", None)):
        trained = weights[f"unet.names.piece.{key}"]
        start = torch.full((len(new["pieces"]), *trained.shape[1:]), trained[1:].mean() if fill is None else fill)
        out[f"unet.names.piece.{key}"] = moved(trained, old["pieces"], new["pieces"], start)
    for key in ("unet.names.scene.weight", "unet.names.scene.bias"):
        out[key] = likened(weights[key], old["scenes"], new["scenes"], {})
    for key in ("unet.glimpse.where.weight", "unet.glimpse.where.bias"):
        out[key] = likened(weights[key], old["places"], new["places"], {})
    for key, by in (("unet.memory.piece.weight", "pieces"), ("unet.memory.scene.weight", "scenes")):
        trained = F.pad(weights[key].T, (0, len(blank[key]) - len(weights[key])))  # earlier ones had fewer parts
        out[key] = moved(trained, old[by], new[by], torch.zeros_like(blank[key]).T).T.contiguous()
    out["unet.memory.piece.weight"][-CELL_VALUES:, 0] = 1  # where nothing is, all of the background is left
    for key, slots in (("facts", SLOTS), ("registers", 1)):
        for part in ("weight", "bias"):
            out[f"{key}.{part}"] = heads(weights[f"{key}.{part}"], slots, old["kinds"], new["kinds"])
    return {k: out[k] for k in blank}


def heads(trained: Tensor, slots: int, names: list, new_names: list) -> Tensor:
    """Rows of (slot, kind or colour): kinds widened, colours as they are."""
    parts = []
    for slot in trained.unflatten(0, (slots, -1)):
        kinds, colours = slot.split([len(names), COLOUR_NAMES])
        parts += [likened(kinds, names, new_names, LIKE), colours]
    return torch.cat(parts)


def fill_tables(weights: dict[str, Tensor], trained: dict[str, Tensor], old: dict, new: dict) -> int:
    """Fills the Memory from the encoded scenes; backgrounds trained before stay if they still show the same."""
    memory = Painter().unet.memory
    fill_memory(memory, all_scenes())
    weights["unet.memory.piece.weight"] = memory.piece.weight.detach().clone()
    name = "unet.memory.scene.weight"
    table = memory.scene.weight.detach().T.clone()
    before = moved(trained[name].T, old["scenes"], new["scenes"], torch.full_like(table, 1e3))
    same = ((table - before) ** 2).mean(1) < SAME
    table[same] = before[same]
    weights[name] = table.T.contiguous()
    return int(same.sum())


def widen(state: dict, tables: bool) -> dict:
    """A checkpoint for today's world; the optimisers start anew."""
    torch.manual_seed(state["step"])
    old, new, blank = state["world"], describe(), Painter().state_dict()
    fresh = [w for w in new["words"] if w not in old["words"] or w in state.get("new_words", [])]
    out = copy.copy(state)
    for which in ("model", "mean"):
        torch.manual_seed(state["step"])  # both get the same chance
        out[which] = widened(state[which], old, new, blank)
        if tables:
            print(which, "backgrounds kept as trained:", fill_tables(out[which], state[which], old, new))
    return {**{k: v for k, v in out.items() if k not in ("adam", "muon", "seconds")}, "world": new, "new_words": fresh}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--name", default="diffusion")
    options.add_argument("--tables", action="store_true", help="fill the Memory from the encoded scenes")
    given = options.parse_args()
    torch.set_num_threads(1)
    run = RunFolder(given.name)
    state = run.resume()
    if state is None:
        raise SystemExit(f"training/runs/{given.name} holds no checkpoint to widen")
    new = widen(state, given.tables)
    run.note(state["step"], f"widened to {len(OBJECTS)} objects and {len(new['world']['scenes'])} backgrounds")
    run.save(new)


if __name__ == "__main__":
    main()
