"""DALL-E for a wider world, from the weights of a narrower one: python -m training.train.widen_dalle --codes

`--codes` adds codes to the picture tokenizer; then come `training.train.dalle --encode` and `--model`, which widens the token
model. What was learned is kept by its meaning, not by its number: embeddings by word, pieces by (object, size, row, column),
codes by their mean patch. A new code begins as the old ones most like it; what the memory knows of a new piece begins as a
linear map of the head's rows of its codes, fitted on the old pieces.
"""

import argparse

import cv2
import torch
from torch import Tensor

from training.models.vq import CODES, PictureTokenizer, as_patches
from training.train.codebook import different, faintness, more_codes
from training.train.dalle import RUN, Scenes, load_tokenizer, new_model
from training.train.vq import RUN as VQ_RUN
from training.train.vq import render
from training.train.widen import LIKE, likened, moved, nearest_spot
from training.train.world_names import describe

NEAR = 12
"""How many old codes a new one begins as a mean of."""

APART = 0.15
"""How far new codes with the same near ones begin apart, in standard deviations of the old ones' rows."""

RIDGE = 1e-2

MEMORY = "decoder.memory."
TEXT = ("encoder.", "slots.", "arrangement.", "scene.")
LATER = (MEMORY + "scene.", MEMORY + "backdrop")
"""What a narrower model may lack: the guess of place and light, and what it tells."""

RUN_BEFORE = RUN.with_name("dalle_before")
"""A copy of the run of the narrower world, with last.pt (whose "world" is as of world_names.describe) and shares.pt."""


def rows_of_codes(old: Tensor, patches: Tensor) -> Tensor:
    """Rows [K, C] for the codes with mean patches [K, 768]: the first as in `old`, the others like the nearest of those."""
    known = len(old)
    distance = torch.cdist(patches[known:], patches[:known])
    near, which = distance.topk(min(NEAR, known), largest=False)
    share = (-near / near[:, :1].clamp(min=1e-3)).softmax(1)[..., None]
    mean, missed = (share * old[which]).sum(1), patches[known:] - (share * patches[which]).sum(1)
    direction = missed @ torch.randn(patches.shape[1], old.shape[1])
    return torch.cat([old, mean + APART * old.std() * direction / direction.std().clamp(min=1e-9)])


def fitted(x: Tensor, y: Tensor, new_x: Tensor) -> Tensor:
    """What a ridge regression, fitted on rows x [N, A] and y [N, C], says of rows new_x [M, A]."""
    x, new_x = (torch.cat([rows, torch.ones(len(rows), 1)], 1) for rows in (x, new_x))
    squares = x.T @ x
    return new_x @ torch.linalg.solve(squares + RIDGE * squares.diagonal().mean() * torch.eye(len(squares)), x.T @ y)


def widened(
    weights: dict[str, Tensor], old: dict, new: dict, blank: dict[str, Tensor], patches: Tensor, shares: tuple[Tensor, Tensor]
) -> dict[str, Tensor]:
    """The weights of a Dalle of the world `old` as those of the world `new` (see world_names); shapes are those of `blank`.

    `patches` [K, 768] are the mean patches of all codes; `shares` tell how often each piece is drawn by each code, for
    the old pieces and codes [P0, K0] and for the new ones [P, K].
    """
    out = {k: v for k, v in blank.items() if k.startswith(LATER)}
    out |= {k: v for k, v in weights.items() if k in blank and v.shape == blank[k].shape}
    out |= widened_text(weights, old, new, blank)
    codes, begin = weights["decoder.codes.weight"][:-1], weights["decoder.codes.weight"][-1:]
    out["decoder.codes.weight"] = torch.cat([rows_of_codes(codes, patches), begin])
    head, bias = weights["decoder.head.weight"], weights["decoder.head.bias"]
    out["decoder.head.weight"] = rows_of_codes(head, patches)
    out["decoder.head.bias"] = torch.cat([bias, bias.quantile(0.25).expand(len(patches) - len(bias))])
    object_weight, spot_weight = weights[MEMORY + "object"], weights[MEMORY + "spot"]
    out[MEMORY + "object"] = likened(object_weight, old["kinds"], new["kinds"], LIKE)
    out[MEMORY + "spot"] = likened(spot_weight, old["spots"], new["spots"], nearest_spot(old["spots"], new["spots"]))
    known = fitted(shares[0] @ head, weights[MEMORY + "known"], shares[1] @ out["decoder.head.weight"])
    trained = weights[MEMORY + "bias"]
    starts = {"known": known, "own": torch.zeros_like(blank[MEMORY + "own"]), "bias": trained[1:].mean().expand(len(new["pieces"])).clone()}
    for table, start in starts.items():
        out[MEMORY + table] = moved(weights[MEMORY + table], old["pieces"], new["pieces"], start)
    for numbers in ("object_of", "spot_of"):
        out[MEMORY + numbers] = blank[MEMORY + numbers]
    return {k: out[k] for k in blank}


def widened_text(weights: dict[str, Tensor], old: dict, new: dict, blank: dict[str, Tensor]) -> dict[str, Tensor]:
    """The same for the text encoder and the heads that it is taught by."""
    out = {k: v for k, v in blank.items() if k.startswith(TEXT)}
    out |= {k: v for k, v in weights.items() if k in out and v.shape == out[k].shape}
    like_words = {new_word: old_word for new_word, old_word in LIKE.items() if " " not in new_word + old_word}
    out["encoder.words.weight"] = likened(weights["encoder.words.weight"], old["words"], new["words"], like_words)
    for part in ("weight", "bias"):
        kinds, more = len(old["kinds"]), len(new["kinds"])
        trained, start = weights[f"slots.{part}"], blank[f"slots.{part}"].clone()
        start[:more] = likened(trained[:kinds], old["kinds"], new["kinds"], LIKE)
        start[more : more + len(trained) - kinds] = trained[kinds:]
        out[f"slots.{part}"] = start
    return out


def widened_pictures(weights: dict[str, Tensor], patches: Tensor) -> PictureTokenizer:
    """The tokenizer with mean patches of all codes [CODES, 768]; a new code's features begin like those of its nearest."""
    grey, undrawn = weights["patches"][-1:], weights["features.weight"][-1:]
    features = torch.cat([rows_of_codes(weights["features.weight"][:-1], patches), undrawn])
    model = PictureTokenizer()
    model.load_state_dict({**weights, "patches": torch.cat([patches, grey]), "features.weight": features})
    return model


def find_codes(old: Tensor, scenes: int) -> Tensor:
    """Mean patches [CODES, 768]: the old ones, then those that so many new scenes lack."""
    pictures, objects = render(scenes, seed=23)
    patches = as_patches(torch.from_numpy(pictures).permute(0, 3, 1, 2)).numpy()
    kept, weight, there = different(patches, objects.reshape(-1))
    x, weight = torch.from_numpy(kept).float() / 127.5 - 1, torch.from_numpy(weight).float()
    weight[torch.from_numpy(there)] *= faintness(x[torch.from_numpy(there)])
    return more_codes(old, x, weight, CODES - len(old))


def widen_model() -> dict:
    """A checkpoint of the token model for today's world and codes; the optimisers start anew."""
    state, old_shares = torch.load(RUN_BEFORE / "last.pt"), torch.load(RUN_BEFORE / "shares.pt")
    patches, shares = load_tokenizer().patches[:CODES], (old_shares, Scenes().codes_of_pieces())
    model = new_model(patches, shares[1])
    blank, new = model.state_dict(), describe()
    out = {"step": state["step"], "shape": model.shape.to_dict(), "world": new}
    learned = torch.load(RUN / "text.pt") if (RUN / "text.pt").exists() else None
    text = widened_text(learned["text"], learned["world"], new, blank) if learned else {}
    for which in ("model", "average"):
        torch.manual_seed(state["step"])  # both get the same chance
        out[which] = {**widened(state[which], state["world"], new, blank, patches, shares), **text}
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--codes", type=int, default=0, help="find more codes, from so many scenes")
    parser.add_argument("--model", action="store_true", help="widen the token model")
    options = parser.parse_args()
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    torch.manual_seed(0)
    if options.codes:
        weights = torch.load(VQ_RUN / "vq.pt")
        patches = find_codes(weights["patches"][:-1], options.codes)
        torch.save(widened_pictures(weights, patches).state_dict(), VQ_RUN / "vq.pt")
    if options.model:
        torch.save(widen_model(), RUN / "last.pt")


if __name__ == "__main__":
    main()
