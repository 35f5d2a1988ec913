"""Noise that goes with its scene: what a text leaves open, the noise decides.

Where a thing alone stands and which variant of a place it is are drawn by chance in the world. Under much noise a
network can only average over them, and then draws a thing half here and half there. So in training each scene gets
noise whose broad shape tells the choice: which third of the first channel is brightest tells where the thing stands,
which third of the second tells the variant. Components are only swapped, so over all scenes the noise is as normal as
before, and any normal noise can be started from. Compare Immiscible Diffusion (Li et al., 2024), where noise is
assigned to pictures by nearness.
"""

import torch
from torch import Tensor

from training.world.scene import (
    CENTRES,
    SceneSpec,
    place_on,
    place_one,
    place_over,
    place_row,
    slots,
)
from training.world.vocabulary import STACKED

SIDE = 32
BANDS = (slice(0, 11), slice(11, 21), slice(21, 32))
PLACE_CHANNEL, VARIANT_CHANNEL = 0, 1


def directions(channel: int) -> Tensor:
    """Three orthogonal unit directions, the thirds of a channel: [3, 4, 32, 32]."""
    found = torch.zeros(3, 4, SIDE, SIDE)
    for k, band in enumerate(BANDS):
        found[k, channel, :, band] = 1
    return found / found.flatten(1).norm(dim=1)[:, None, None, None]


PLACE, VARIANT = directions(PLACE_CHANNEL), directions(VARIANT_CHANNEL)


def choice_of(spec: SceneSpec) -> tuple[int, int]:
    """(which third must be brightest, how many thirds compete) for where things stand; (0, 1) if nothing is open."""
    ordered = spec.objects if spec.relation == "on" else slots(spec)
    things = [(o.name, o.colour) for o in ordered]
    if len(ordered) == 3:
        return 0, 1
    if len(ordered) == 1:
        ways = [(place_one(*things[0], centre, spec.place),) for centre in CENTRES]
    elif spec.relation in STACKED:
        put = place_on if spec.relation == "on" else place_over
        ways = [put(things, centre, spec.place) for centre in CENTRES]
    else:
        ways = [place_row(things, spread, spec.place) for spread in (0, 1)]
    return ways.index(ordered), len(ways)


def make_brightest(noise: Tensor, axes: Tensor, chosen: int) -> None:
    """Swaps the components of noise [4, 32, 32] along two of the axes so that the chosen one is the greatest."""
    parts = (axes * noise).flatten(1).sum(1)
    greatest = int(parts.argmax())
    if greatest != chosen:
        noise += (parts[greatest] - parts[chosen]) * (axes[chosen] - axes[greatest])


def couple(noise: Tensor, specs: list[SceneSpec]) -> Tensor:
    """The noise [B, 4, 32, 32], changed so that it tells what each scene chose."""
    noise = noise.clone()
    for one, spec in zip(noise, specs, strict=True):
        chosen, among = choice_of(spec)
        make_brightest(one, PLACE[:among], chosen)
        make_brightest(one, VARIANT, spec.variant)
    return noise
