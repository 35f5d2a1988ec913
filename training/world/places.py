"""The backgrounds. Each place has a few fixed variants in each light, drawn once and kept."""

from functools import lru_cache

import cv2
import numpy as np

from training.world.vocabulary import PLACE, SIZE

VARIANTS = 3
"""Different pictures of one place in one light. Few on purpose: small models learn few things well."""

FINE = 2  # drawn at this multiple of the size, then averaged down, for soft edges

Colour = tuple[float, float, float] | np.ndarray

SKY = {
    "sunny": ((0.40, 0.70, 0.98), (0.82, 0.93, 1.00)),
    "sunset": ((0.45, 0.30, 0.62), (1.00, 0.68, 0.40)),
    "night": ((0.05, 0.07, 0.22), (0.20, 0.24, 0.48)),
}
TINT = {"sunny": (1.0, 1.0, 1.0), "sunset": (1.0, 0.78, 0.66), "night": (0.34, 0.40, 0.66)}
"""What the light does to a background's own colours."""


class Canvas:
    """A float32 RGB picture in [0, 1]; shapes are given in pixels of the finished 512x512."""

    def __init__(self, top: Colour, bottom: Colour) -> None:
        t = np.linspace(0, 1, SIZE * FINE, dtype=np.float32)[:, None, None]
        wide = (SIZE * FINE, SIZE * FINE, 3)
        self.pixels = np.broadcast_to(np.float32(top) * (1 - t) + np.float32(bottom) * t, wide).copy()

    def shape(self, points: np.ndarray | list, colour: Colour) -> None:
        corners = np.int32(np.round(np.float32(points) * FINE))
        cv2.fillPoly(self.pixels, [corners], tuple(float(c) for c in colour), cv2.LINE_AA)

    def box(self, x0: float, y0: float, x1: float, y1: float, colour: Colour) -> None:
        self.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        centre, radii = (round(x * FINE), round(y * FINE)), (round(rx * FINE), round(ry * FINE))
        cv2.ellipse(self.pixels, centre, radii, 0, 0, 360, tuple(float(c) for c in colour), -1, cv2.LINE_AA)

    def hill(self, base: float, height: float, wave: float, phase: float, colour: Colour) -> None:
        """Ground from a wavy line around y = `base` down to the bottom."""
        x = np.linspace(0, SIZE, 80)
        line = base - height * np.sin(x * wave + phase) - 0.3 * height * np.sin(2.3 * x * wave + 2 * phase)
        self.shape(np.concatenate([np.stack([x, line], 1), [[SIZE, SIZE], [0, SIZE]]]), colour)

    def finished(self) -> np.ndarray:
        """uint8 [512, 512, 3]."""
        small = cv2.resize(self.pixels, (SIZE, SIZE), interpolation=cv2.INTER_AREA)
        return (np.clip(small, 0, 1) * 255).round().astype(np.uint8)


def _sky(light: str, variant: int, horizon: float = 300) -> Canvas:
    """A sky with sun or moon and clouds or stars; the variant moves them."""
    top, bottom = (np.float32(c) for c in SKY[light])
    canvas = Canvas(top, top + (bottom - top) * SIZE / horizon)
    x = (96, 400, 256)[variant]
    if light == "night":
        stars = np.random.default_rng(variant).uniform((0, 0), (SIZE, horizon * 0.85), (16, 2))
        for sx, sy in stars:
            canvas.oval(sx, sy, 2.6, 2.6, (0.95, 0.95, 0.85))
        canvas.oval(x, 72, 32, 32, (0.98, 0.96, 0.82))
        return canvas
    if light == "sunset":
        canvas.oval(x, horizon - 60, 46, 46, (1.00, 0.87, 0.48))
        cloud = (1.00, 0.78, 0.74)
    else:
        canvas.oval(x, 72, 36, 36, (1.00, 0.90, 0.42))
        cloud = (1.00, 1.00, 1.00)
    for cx, cy in (((256, 60), (432, 104)), ((96, 80), (240, 112)), ((96, 64), (416, 96)))[variant]:
        for dx, dy, r in ((-26, 5, 16), (0, 0, 24), (26, 5, 17), (0, 10, 20)):
            canvas.oval(cx + dx, cy + dy, r, r * 0.8, cloud)
    return canvas


def _tint(light: str, colour: Colour) -> np.ndarray:
    return np.float32(colour) * np.float32(TINT[light])


def _pine(canvas: Canvas, x: float, y: float, h: float, colour: np.ndarray, snowy: bool = False) -> None:
    canvas.box(x - h * 0.05, y - h * 0.16, x + h * 0.05, y, colour * np.float32((1.6, 0.7, 0.7)))
    for level in range(3):
        foot, half = y - h * (0.12 + 0.26 * level), h * (0.30 - 0.06 * level)
        canvas.shape([(x - half, foot), (x + half, foot), (x, foot - h * 0.4)], colour * (1 + 0.10 * level))
        if snowy:
            white = np.float32((0.96, 0.98, 1.0)) * min(1.0, 0.35 + float(colour.max()) * 1.5)
            canvas.shape([(x - half * 0.5, foot - h * 0.2), (x + half * 0.5, foot - h * 0.2), (x, foot - h * 0.4)], white)


def windowsill(light: str, variant: int) -> Canvas:
    wall = np.float32(((0.95, 0.86, 0.72), (0.78, 0.88, 0.84), (0.93, 0.82, 0.84))[variant])
    curtain = np.float32(((0.86, 0.32, 0.32), (0.30, 0.50, 0.78), (0.95, 0.72, 0.36))[variant])
    if light == "night":
        wall, curtain = wall * 0.72, curtain * 0.72
    elif light == "sunset":
        wall, curtain = wall * np.float32((1, 0.92, 0.84)), curtain * np.float32((1, 0.92, 0.84))
    canvas = Canvas(wall, wall * 0.93)
    outside = _sky(light, variant)
    outside.hill(300, 26, 0.012, variant * 2.0, _tint(light, (0.46, 0.72, 0.38)))
    frame = np.float32((0.98, 0.97, 0.94)) * (0.8 if light == "night" else 1)
    canvas.box(48, 16, 464, 384, frame)
    glass = (slice(32 * FINE, 370 * FINE), slice(64 * FINE, 448 * FINE))
    canvas.pixels[glass] = outside.pixels[glass]
    canvas.box(250, 32, 262, 370, frame)
    canvas.box(64, 176, 448, 186, frame)
    for side in (0, 1):
        def across(x: float, side: int = side) -> float:
            return SIZE - x if side else x

        edge = [(0, 0), (104, 0), (84, 130), (60, 300), (0, 300)]
        canvas.shape([(across(x), y) for x, y in edge], curtain)
        for x in (24, 48, 72):
            fold = [(x, 0), (x + 8, 0), (x * 0.72 + 6, 300), (x * 0.72, 300)]
            canvas.shape([(across(a), b) for a, b in fold], curtain * 0.88)
    sill = np.float32((0.82, 0.60, 0.40)) * (0.75 if light == "night" else 1)
    canvas.box(0, 372, SIZE, 464, sill)
    canvas.box(0, 372, SIZE, 388, sill * 1.12)
    canvas.box(0, 464, SIZE, SIZE, wall * 0.84)
    return canvas


def beach(light: str, variant: int) -> Canvas:
    canvas = _sky(light, variant, 240)
    canvas.box(0, 240, SIZE, SIZE, _tint(light, (0.20, 0.62, 0.84)))
    for y in (262, 288, 314):
        canvas.box(0, y, SIZE, y + 4, _tint(light, (0.48, 0.80, 0.92)))
    canvas.hill(348, 10, 0.012, variant * 2.0, _tint(light, (1.00, 1.00, 1.00)))
    canvas.hill(356, 10, 0.012, variant * 2.0, _tint(light, (0.97, 0.87, 0.63)))
    return canvas


def meadow(light: str, variant: int) -> Canvas:
    canvas = _sky(light, variant)
    canvas.hill(290, 30, 0.010, variant * 2.1, _tint(light, (0.60, 0.80, 0.44)))
    canvas.hill(352, 12, 0.012, 1 + variant * 2.1, _tint(light, (0.44, 0.72, 0.34)))
    petals = ((1.0, 0.95, 0.50), (1.0, 0.62, 0.72), (1.0, 1.0, 1.0))
    for k in range(12):
        x, y = 24 + (k * 176 + variant * 64) % 480, (392, 472, 496)[k % 3]
        canvas.oval(x, y, 6, 6, _tint(light, petals[k % 3]))
        canvas.oval(x, y, 2.5, 2.5, _tint(light, (1.0, 0.80, 0.20)))
    return canvas


def forest(light: str, variant: int) -> Canvas:
    canvas = _sky(light, variant, 240)
    canvas.box(0, 272, SIZE, SIZE, _tint(light, (0.19, 0.40, 0.26)))
    for x in range(-32, 560, 64):
        _pine(canvas, x + 16 * variant, 350, 250, _tint(light, (0.24, 0.48, 0.32)))
    for x, h in ((32, 350), (160, 290), (352, 300), (480, 350)):
        _pine(canvas, x + 32 * (variant - 1), 366, h, _tint(light, (0.15, 0.38, 0.24)))
    canvas.hill(366, 6, 0.012, variant * 2.0, _tint(light, (0.36, 0.54, 0.26)))
    return canvas


def snow(light: str, variant: int) -> Canvas:
    canvas = _sky(light, variant)
    canvas.hill(296, 28, 0.010, 1 + variant * 2.1, _tint(light, (0.82, 0.90, 1.00)))
    for x, h in ((64, 150), (176, 110), (352, 120), (448, 150)):
        _pine(canvas, x + 32 * (variant - 1), 340, h, _tint(light, (0.22, 0.50, 0.42)), snowy=True)
    canvas.hill(352, 12, 0.012, variant * 2.1, _tint(light, (0.96, 0.98, 1.00)))
    return canvas


def street(light: str, variant: int) -> Canvas:
    canvas = _sky(light, variant, 240)
    walls = ((0.88, 0.58, 0.48), (0.62, 0.70, 0.82), (0.92, 0.82, 0.62), (0.72, 0.62, 0.76))
    pane = (1.0, 0.88, 0.48) if light == "night" else _tint(light, (0.72, 0.88, 0.98))
    for k, h in enumerate((200, 260, 168, 232)):
        h = (200, 260, 168, 232)[(k + variant) % 4]
        x, wall = k * 128, _tint(light, walls[(k + variant) % 4])
        canvas.box(x, 372 - h, x + 126, 372, wall)
        canvas.box(x - 2, 366 - h, x + 128, 378 - h, wall * 0.8)
        for y in range(372 - h + 28, 330, 48):
            for dx in (16, 52, 88):
                canvas.box(x + dx, y, x + dx + 22, y + 28, pane)
    canvas.box(0, 372, SIZE, 404, _tint(light, (0.76, 0.76, 0.76)))
    canvas.box(0, 404, SIZE, SIZE, _tint(light, (0.42, 0.43, 0.47)))
    for x in range(16, SIZE, 128):
        canvas.box(x, 476, x + 64, 484, _tint(light, (0.96, 0.93, 0.78)))
    return canvas


def kitchen(light: str, variant: int) -> Canvas:
    tile = np.float32(((0.80, 0.91, 0.91), (0.97, 0.91, 0.78), (0.89, 0.87, 0.95))[variant])
    canvas = Canvas(tile, tile)
    for k in range(0, SIZE, 64):
        canvas.box(k, 0, k + 3, 352, tile * 0.92)
        canvas.box(0, k, SIZE, k + 3, tile * 0.92)
    canvas.box(0, 96, SIZE, 112, (0.64, 0.46, 0.32))
    jars = ((0.90, 0.42, 0.38), (0.36, 0.60, 0.78), (0.98, 0.82, 0.46), (0.50, 0.74, 0.54))
    for k in range(6):
        x = 40 + k * 80
        canvas.box(x, 56, x + 36, 96, jars[(k + variant) % 4])
        canvas.box(x + 4, 46, x + 32, 56, (0.55, 0.40, 0.30))
    counter = np.float32(((0.84, 0.64, 0.44), (0.72, 0.50, 0.36), (0.86, 0.72, 0.56))[variant])
    canvas.box(0, 352, SIZE, SIZE, counter)
    canvas.box(0, 352, SIZE, 368, counter * 1.12)
    return canvas


def space(light: str, variant: int) -> Canvas:
    canvas = Canvas((0.04, 0.03, 0.14), (0.20, 0.09, 0.36))
    for sx, sy in np.random.default_rng(10 + variant).uniform((0, 0), (SIZE, 370), (28, 2)):
        canvas.oval(sx, sy, 2.6, 2.6, (1.0, 1.0, 0.92))
    x = (96, 400, 256)[variant]
    planet = np.float32(((0.96, 0.64, 0.38), (0.50, 0.74, 0.94), (0.82, 0.54, 0.88))[variant])
    canvas.oval(x, 88, 48, 48, planet)
    canvas.oval(x - 14, 74, 22, 20, planet * 1.12)
    canvas.oval(x, 90, 78, 10, planet * 0.72 + 0.22)
    canvas.hill(376, 10, 0.012, variant * 2.0, (0.66, 0.64, 0.70))
    for cx, cy in ((60, 470), (200, 496), (330, 412), (450, 480), (130, 408)):
        canvas.oval((cx + 64 * variant) % SIZE, cy, 30, 8, (0.55, 0.53, 0.60))
    return canvas


DRAWN_BY = {f.__name__: f for f in (windowsill, beach, meadow, forest, snow, street, kitchen, space)}
assert DRAWN_BY.keys() == PLACE.keys()


@lru_cache(maxsize=None)
def background(place: str, light: str, variant: int) -> np.ndarray:
    """The empty place, uint8 RGB [512, 512, 3]; do not write into it. Unlit places ignore the light."""
    return DRAWN_BY[place](light, variant).finished()
