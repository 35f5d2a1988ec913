"""The art: Fluent Emoji 3D pictures (MIT), cut out, recoloured, and fitted to boxes of whole cells."""

import os
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

from training.world.vocabulary import CELL, OBJECT

HUES = {"red": 0, "yellow": 47, "green": 125, "blue": 215, "purple": 272, "pink": 328}
"""Colour word to hue in degrees."""

DYED = {"dog": (0.78, 0.64, 0.55), "dolphin": (0.84, 0.92, 1.02), "whale": (0.66, 0.78, 0.96)}
"""What art is multiplied with where two arts have the same colour: dog and cat, dolphin, whale and fish."""

LIFTED = 0.46
"""Mean shade below which a recoloured thing is brightened: its colour would look dirty."""

KEEP_ALPHA = 8  # of 255: fainter edges of the art are cut off


def art_folder() -> Path:
    """Where the unpacked npm package @lobehub/fluent-emoji-3d keeps its pictures (see training/README.md)."""
    return Path(os.environ.get("FLUENT_EMOJI_3D", "/work/scratch/art/package/assets"))


@lru_cache(maxsize=None)
def cutout(name: str) -> np.ndarray:
    """The object's picture cut to its outline, float32 RGBA in [0, 1], [h, w, 4]."""
    thing = OBJECT[name]
    path = art_folder() / f"{thing.art}.webp"
    picture = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if picture is None:
        raise FileNotFoundError(f"no art at {path}: set FLUENT_EMOJI_3D (training/README.md)")
    picture = cv2.cvtColor(picture, cv2.COLOR_BGRA2RGBA)
    ys, xs = np.where(picture[..., 3] > KEEP_ALPHA)
    picture = picture[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1].astype(np.float32) / 255
    if thing.mirrored:
        picture = np.ascontiguousarray(picture[:, ::-1])
    if name == "fish":  # a goldfish: the art's fish, whale and dolphin are of one light blue
        picture[..., :3] = picture[..., (2, 1, 0)]
    if name == "dolphin":  # greyer than the whale
        grey = picture[..., :3].mean(2, keepdims=True)
        picture[..., :3] = 0.45 * picture[..., :3] + 0.55 * grey
    picture[..., :3] = np.minimum(1, picture[..., :3] * np.float32(DYED.get(name, (1, 1, 1))))
    return picture


@lru_cache(maxsize=None)
def coloured(name: str, colour: str | None) -> np.ndarray:
    """The cutout in a colour; None is its natural one. Shading, eyes and other dark marks stay."""
    picture = cutout(name)
    if colour is None:
        return picture
    hue, saturation, value = cv2.split(cv2.cvtColor(picture[..., :3], cv2.COLOR_RGB2HSV))
    thing = OBJECT[name]
    dark = np.clip((thing.dark - value) / 0.12, 0, 1)  # eyes, wheels, outlines keep what they are
    shade = _even_shade(value, picture[..., 3])
    mean = float(shade[(picture[..., 3] > 0.5) & (value > 0.42)].mean())
    if mean < LIFTED:
        shade = shade ** (np.log(0.58) / np.log(mean))
    kept = np.maximum(dark, _kept(hue, saturation, thing.keeps))
    if thing.keeps_pale:
        kept = np.maximum(kept, cv2.GaussianBlur(np.float32((saturation < 0.42) & (value > 0.85)), (3, 3), 0))
    if colour == "white":
        new = (hue, saturation * 0.08, 0.70 + 0.30 * shade)
    elif colour == "black":
        new = (hue, saturation * 0.10, 0.12 + 0.30 * shade)
        kept = kept - dark * (kept == dark)
    else:
        strength = np.clip(0.66 + 0.42 * saturation, 0, 0.92)
        low = {"yellow": 0.62, "pink": 0.60}.get(colour, 0.45)
        strength = strength * {"pink": 0.62, "green": 0.80}.get(colour, 1)
        if colour == "green":
            shade = shade * 0.75
        new = (np.full_like(hue, HUES[colour]), strength, low + (1 - low) * shade)
    rgb = cv2.cvtColor(np.stack(new, -1).astype(np.float32), cv2.COLOR_HSV2RGB)
    rgb = (1 - kept[..., None]) * rgb + kept[..., None] * picture[..., :3]
    return np.dstack([rgb, picture[..., 3]])


def _kept(hue: np.ndarray, saturation: np.ndarray, ranges: tuple[tuple[int, int], ...]) -> np.ndarray:
    """1 where a clearly coloured pixel lies in one of the hue ranges, else 0, softened by a pixel."""
    mask = np.zeros_like(hue)
    for low, high in ranges:
        mask[(hue >= low) & (hue <= high) & (saturation > 0.4)] = 1
    return cv2.GaussianBlur(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3))), (3, 3), 0)


def _even_shade(value: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """Brightness stretched to [0, 1] over the middle 90 % of the object, so that dark things take colour too."""
    value = cv2.bilateralFilter(value.astype(np.float32), 7, 0.06, 4)  # the art's compression noise, else stretched too
    low, high = np.percentile(value[alpha > 0.5], (5, 95))
    return np.clip((value - low) / max(high - low, 0.1), 0, 1)


@lru_cache(maxsize=None)
def fitted(name: str, colour: str | None, size: str) -> np.ndarray:
    """The coloured object at its one `large` or `medium` size, standing in the middle of its box.

    Float32 RGBA in [0, 1], [cells high * 32, cells wide * 32, 4].
    """
    picture = coloured(name, colour)
    wide, high = (side * CELL for side in getattr(OBJECT[name], size))
    scale = min(wide / picture.shape[1], high / picture.shape[0])
    w, h = round(picture.shape[1] * scale), round(picture.shape[0] * scale)
    solid = picture * np.where([True, True, True, False], picture[..., 3:], 1)  # premultiplied: no dark fringe
    solid = cv2.resize(solid.astype(np.float32), (w, h), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    solid = np.clip(solid, 0, 1)
    box = np.zeros((high, wide, 4), np.float32)
    left = (wide - w) // 2
    box[high - h :, left : left + w] = solid
    alpha = box[..., 3:]
    return np.dstack([np.divide(box[..., :3], alpha, where=alpha > 1e-3, out=np.zeros_like(box[..., :3])), alpha])


@lru_cache(maxsize=None)
def coverage(name: str, size: str) -> np.ndarray:
    """Which cells of the box the object fills by more than three tenths, bool [cells high, cells wide]."""
    wide, high = getattr(OBJECT[name], size)
    alpha = fitted(name, None, size)[..., 3]
    return cv2.resize(alpha, (wide, high), interpolation=cv2.INTER_AREA) > 0.3
