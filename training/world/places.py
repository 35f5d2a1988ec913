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


def desert(light: str, variant: int) -> Canvas:
    canvas = _sky(light, variant)
    rock = _tint(light, (0.80, 0.46, 0.34))
    for x, wide, high in ((70, 76, 96), (430, 96, 72)):
        x = x + 48 * (variant - 1)
        canvas.shape([(x - wide, 312), (x - wide * 0.7, 312 - high), (x + wide * 0.6, 312 - high), (x + wide, 312)], rock)
        canvas.box(x - wide * 0.72, 312 - high, x + wide * 0.62, 324 - high, rock * 1.14)
    canvas.hill(310, 22, 0.010, variant * 2.1, _tint(light, (0.93, 0.68, 0.40)))
    canvas.hill(362, 14, 0.012, 1 + variant * 2.1, _tint(light, (0.97, 0.78, 0.48)))
    for y in (404, 436, 478):
        x = (y * 5 + variant * 128) % 384
        canvas.oval(x + 64, y, 70, 4, _tint(light, (0.90, 0.68, 0.40)))
    return canvas


def bedroom(light: str, variant: int) -> Canvas:
    wall = np.float32(((0.76, 0.83, 0.96), (0.98, 0.86, 0.86), (0.86, 0.92, 0.80))[variant])
    cover = np.float32(((0.92, 0.52, 0.52), (0.46, 0.58, 0.86), (0.66, 0.52, 0.80))[variant])
    wood = np.float32((0.66, 0.46, 0.32))
    canvas = Canvas(wall, wall * 0.97)
    for x in range(16, SIZE, 64):
        canvas.box(x, 0, x + 24, 352, wall * 0.955)
    canvas.box(200, 56, 312, 152, wood)
    canvas.box(210, 66, 302, 142, (0.99, 0.96, 0.86))
    canvas.oval(256, 112, 26, 20, cover)
    canvas.box(0, 352, SIZE, SIZE, (0.86, 0.70, 0.52))
    canvas.box(0, 346, SIZE, 358, (0.98, 0.97, 0.94))
    head = 1 if variant == 1 else -1  # where the bed's head stands

    def across(x: float) -> float:
        return SIZE / 2 + head * (x - SIZE / 2)

    def board(x0: float, y0: float, x1: float, y1: float, colour: Colour) -> None:
        canvas.box(min(across(x0), across(x1)), y0, max(across(x0), across(x1)), y1, colour)

    board(472, 188, 500, 384, wood)
    board(28, 264, 48, 384, wood)
    board(40, 276, 480, 356, cover)
    board(40, 318, 480, 326, cover * 0.88)
    board(376, 248, 472, 290, (0.99, 0.98, 0.96))
    canvas.oval(256, 446, 236, 52, cover * 0.6 + 0.36)
    canvas.oval(256, 446, 204, 40, cover * 0.4 + 0.52)
    return canvas


def lake(light: str, variant: int) -> Canvas:
    canvas = _sky(light, variant, 240)
    for x, h in ((80, 110), (250, 84), (430, 124)):
        x = x + 40 * (variant - 1)
        canvas.oval(x, 262, h * 1.3, h, _tint(light, (0.42, 0.60, 0.50)))
    canvas.box(0, 258, SIZE, SIZE, _tint(light, (0.36, 0.68, 0.86)))
    for k in range(6):
        y, x = 280 + 18 * k, (k * 152 + variant * 96) % 448
        canvas.oval(x + 32, y, 58, 3, _tint(light, (0.62, 0.86, 0.95)))
    canvas.hill(394, 8, 0.012, variant * 2.0, _tint(light, (0.86, 0.80, 0.58)))
    canvas.hill(404, 8, 0.012, variant * 2.0, _tint(light, (0.52, 0.74, 0.38)))
    for x in ((24, 56, 470), (30, 448, 484), (20, 60, 492))[variant]:
        canvas.box(x - 2, 330, x + 3, 410, _tint(light, (0.36, 0.56, 0.28)))
        canvas.oval(x + 0.5, 336, 7, 20, _tint(light, (0.50, 0.34, 0.22)))
    return canvas


def farm(light: str, variant: int) -> Canvas:
    canvas = _sky(light, variant)
    canvas.hill(296, 14, 0.012, variant * 2.0, _tint(light, (0.88, 0.80, 0.42)))
    x = (348, 60, 204)[variant]
    red, roof, white = (_tint(light, c) for c in ((0.80, 0.26, 0.22), (0.48, 0.26, 0.24), (0.97, 0.95, 0.92)))
    canvas.box(x, 196, x + 112, 330, red)
    canvas.shape([(x - 12, 200), (x + 10, 150), (x + 56, 124), (x + 102, 150), (x + 124, 200)], roof)
    canvas.box(x + 30, 248, x + 82, 330, white)
    canvas.box(x + 36, 254, x + 76, 330, red * 0.86)
    canvas.shape([(x + 36, 254), (x + 42, 254), (x + 76, 330), (x + 70, 330)], white)
    canvas.shape([(x + 76, 254), (x + 70, 254), (x + 36, 330), (x + 42, 330)], white)
    canvas.box(x + 44, 176, x + 68, 204, white)
    canvas.hill(352, 8, 0.012, 1 + variant * 2.0, _tint(light, (0.60, 0.74, 0.34)))
    for post in range(16, SIZE, 96):
        canvas.box(post, 322, post + 14, 388, white)
    for y in (336, 362):
        canvas.box(0, y, SIZE, y + 9, white * 0.96)
    return canvas


def garden(light: str, variant: int) -> Canvas:
    canvas = _sky(light, variant)
    leaf = _tint(light, (0.30, 0.58, 0.32))
    for k in range(9):
        canvas.oval(k * 64, 300, 48, 40 + 10 * ((k + variant) % 2), leaf)
    canvas.box(0, 300, SIZE, SIZE, leaf)
    white = _tint(light, (0.99, 0.97, 0.92))
    for x in range(4, SIZE, 32):
        canvas.shape([(x, 372), (x, 296), (x + 10, 282), (x + 20, 296), (x + 20, 372)], white)
    for y in (310, 346):
        canvas.box(0, y, SIZE, y + 8, white * 0.94)
    canvas.box(0, 368, SIZE, SIZE, _tint(light, (0.54, 0.78, 0.40)))
    petals = ((0.94, 0.38, 0.46), (0.98, 0.78, 0.30), (0.70, 0.50, 0.86), (0.98, 0.62, 0.76))
    for k in range(8):
        x, y = 32 + 64 * k, 366 - 6 * (k % 2)
        canvas.box(x - 2, y, x + 2, y + 26, leaf * 0.9)
        for dx, dy in ((-8, 0), (8, 0), (0, -8), (0, 8)):
            canvas.oval(x + dx, y + dy, 8, 8, _tint(light, petals[(k + variant) % 4]))
        canvas.oval(x, y, 5, 5, _tint(light, (1.0, 0.93, 0.62)))
    return canvas


def mountain(light: str, variant: int) -> Canvas:
    canvas = _sky(light, variant)
    rock, white = _tint(light, (0.52, 0.54, 0.64)), _tint(light, (0.97, 0.98, 1.00))
    peaks = ((96, 190, 150), (400, 220, 170), (250, 268, 190))
    for k, (x, h, half) in enumerate(peaks):
        x, colour = x + 48 * (variant - 1), rock * (0.9 + 0.1 * k)
        canvas.shape([(x - half, 372), (x, 372 - h), (x + half, 372)], colour)
        canvas.shape([(x, 372 - h), (x + half, 372), (x + half * 0.2, 372)], colour * 0.86)
        tip = [(0, 0), (0.30, 0.30), (0.14, 0.25), (0.03, 0.34), (-0.12, 0.24), (-0.30, 0.30)]
        canvas.shape([(x + a * half, 372 - h + b * h) for a, b in tip], white)
    canvas.hill(356, 10, 0.012, variant * 2.0, _tint(light, (0.50, 0.60, 0.48)))
    canvas.hill(376, 8, 0.012, 1 + variant * 2.0, _tint(light, (0.62, 0.66, 0.56)))
    for k in range(6):
        x, y = (40 + k * 168 + variant * 64) % SIZE, (396, 490, 404)[k % 3]
        canvas.oval(x, y, 26, 10, _tint(light, (0.52, 0.54, 0.60)))
        canvas.oval(x - 4, y - 3, 16, 5, _tint(light, (0.66, 0.68, 0.72)))
    return canvas


def park(light: str, variant: int) -> Canvas:
    canvas = _sky(light, variant)
    for k, (x, y, r) in enumerate(((40, 236, 62), (150, 256, 48), (370, 252, 50), (476, 234, 64))):
        x = x + 16 * (variant - 1)
        canvas.box(x - 8, y, x + 8, 352, _tint(light, (0.50, 0.36, 0.26)))
        crown = _tint(light, ((0.36, 0.64, 0.34), (0.46, 0.72, 0.36))[k % 2])
        for dx, dy in ((-0.45, 0.3), (0.45, 0.3), (0, -0.25)):
            canvas.oval(x + dx * r, y + dy * r, r * 0.72, r * 0.66, crown)
    canvas.hill(346, 6, 0.012, variant * 2.0, _tint(light, (0.56, 0.78, 0.42)))
    wood, iron = _tint(light, (0.70, 0.46, 0.30)), _tint(light, (0.34, 0.36, 0.40))
    x = (256, 130, 382)[variant]
    canvas.box(x - 64, 296, x + 64, 308, wood)
    canvas.box(x - 64, 314, x + 64, 326, wood)
    canvas.box(x - 70, 338, x + 70, 350, wood * 1.1)
    for dx in (-56, 48):
        canvas.box(x + dx, 290, x + dx + 8, 374, iron)
    lamp = x + (-150 if x > 200 else 190)
    canvas.box(lamp - 4, 220, lamp + 4, 374, iron)
    canvas.oval(lamp, 208, 20, 20, (1.0, 0.93, 0.62) if light == "night" else _tint(light, (0.97, 0.96, 0.90)))
    canvas.box(0, 404, SIZE, 484, _tint(light, (0.92, 0.82, 0.64)))
    canvas.box(0, 404, SIZE, 410, _tint(light, (0.80, 0.70, 0.52)))
    return canvas


def underwater(light: str, variant: int) -> Canvas:
    canvas = Canvas((0.42, 0.80, 0.92), (0.06, 0.36, 0.62))
    for x in (60, 200, 340, 480):
        x = x + 40 * variant
        ray = [(x - 24, 0), (x + 24, 0), (x - 60, 400), (x - 130, 400)]
        inside = canvas.pixels.copy()
        canvas.shape(ray, (0.80, 0.96, 1.0))
        canvas.pixels[:] = 0.88 * inside + 0.12 * canvas.pixels
    canvas.hill(404, 10, 0.012, variant * 2.0, (0.76, 0.74, 0.56))
    canvas.hill(420, 8, 0.012, 1 + variant * 2.0, (0.88, 0.82, 0.60))
    for k, x in enumerate(((40, 84, 452), (36, 440, 484), (60, 400, 470))[variant]):
        high = (190, 130, 160)[k]
        t = np.linspace(0, 1, 24)
        middle, half = x + 12 * np.sin(t * 8 + k), 10 * (1 - t) + 3
        sides = np.stack([middle - half, 424 - t * high], 1), np.stack([middle + half, 424 - t * high], 1)[::-1]
        canvas.shape(np.concatenate(sides), ((0.16, 0.56, 0.40), (0.24, 0.64, 0.42), (0.12, 0.50, 0.42))[k])
    coral = ((0.96, 0.50, 0.46), (0.90, 0.46, 0.66), (0.98, 0.62, 0.36))[variant]
    for x in ((140, 384), (150, 350), (160, 300))[variant]:
        for dx, r in ((-20, 14), (0, 22), (20, 15)):
            canvas.oval(x + dx, 410 - r * 0.5, r * 0.62, r, coral)
    for k in range(10):
        x, y = (36 + k * 208 + variant * 80) % SIZE, 40 + (k * 97) % 300
        canvas.oval(x, y, 7 + k % 3 * 2, 7 + k % 3 * 2, (0.74, 0.93, 0.99))
        canvas.oval(x, y, 5 + k % 3 * 2, 5 + k % 3 * 2, (0.46, 0.78, 0.92))
    return canvas


DRAWERS = (
    *(windowsill, beach, meadow, forest, snow, street, kitchen, space),
    *(desert, bedroom, lake, farm, garden, mountain, park, underwater),
)
DRAWN_BY = {f.__name__: f for f in DRAWERS}
assert DRAWN_BY.keys() == PLACE.keys()


@lru_cache(maxsize=None)
def background(place: str, light: str, variant: int) -> np.ndarray:
    """The empty place, uint8 RGB [512, 512, 3]; do not write into it. Unlit places ignore the light."""
    return DRAWN_BY[place](light, variant).finished()
