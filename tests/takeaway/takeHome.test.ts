import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { filmOf } from '../../src/takeaway/film.ts';
import { isOnlyHere, longestCode, qrCodeOf, type QrCode } from '../../src/takeaway/qrCode.ts';
import { storyText } from '../../src/takeaway/storyFile.ts';
import { fitted, wrapped } from '../../src/takeaway/textFit.ts';
import { dice } from '../fakes/damage.ts';
import { fakeRecording } from '../fakes/takes.ts';

/** As a camera would see the code: 4 pixels a square, black on white. */
function photographed({ side, path }: QrCode) {
  const scale = 4;
  const width = side * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let at = 0; at < scale * scale; at++) {
      const column = Number(x) * scale + (at % scale);
      const row = Number(y) * scale + Math.floor(at / scale);
      data.set([0, 0, 0], (row * width + column) * 4);
    }
  }
  return { width, height: width, data };
}

describe('the code of a link', () => {
  it('is read back by a decoder, letter for letter', () => {
    const roll = dice(7);
    for (const length of [1, 40, 200, 600]) {
      const letters = Array.from({ length }, () => String.fromCharCode(33 + roll(90))).join('');
      const link = `https://example.org/?kiosk#prompt=${letters}`;
      const code = qrCodeOf(link);
      expect(code).not.toBeNull();
      if (code !== null) expect(decodeQR(photographed(code))).toBe(link);
    }
  });

  it('is not made where a camera could not read it', () => {
    expect(qrCodeOf('a'.repeat(longestCode))).not.toBeNull();
    expect(qrCodeOf('a'.repeat(longestCode + 1))).toBeNull();
    expect(qrCodeOf('é'.repeat(longestCode - 1))).toBeNull();
  });

  it('says when the link leads nowhere from another device', () => {
    for (const here of [
      'http://localhost:4173/',
      'http://127.0.0.1/',
      'http://[::1]:80/',
      'http://kiosk.localhost/',
      'file:///media/usb/index.html',
    ]) {
      expect(isOnlyHere(here), here).toBe(true);
    }
    for (const there of ['https://museum.example/', 'http://192.168.1.4/', 'http://127.example/']) {
      expect(isOnlyHere(there), there).toBe(false);
    }
  });
});

describe('text on a postcard', () => {
  const tenAnEm = (line: string, size = 10): number => line.length * size;

  it('keeps every word, in order, and every line within its width', () => {
    for (let seed = 0; seed < 200; seed++) {
      const roll = dice(seed);
      const words = Array.from({ length: 1 + roll(60) }, () => 'm'.repeat(1 + roll(30)));
      const lines = wrapped(words.join(' '), 150, (line) => line.length * 10);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(15);
      expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
    }
  });

  it('takes the largest size at which it fits', () => {
    const text = 'ten words of a story that is told to you';
    expect(fitted(text, [20, 10], 1000, 28, tenAnEm).size).toBe(20);
    expect(fitted(text, [20, 10], 500, 28, tenAnEm).size).toBe(10);
  });

  it('is cut with an ellipsis where it does not fit at all, and never wider', () => {
    const { lines, leading } = fitted('word '.repeat(500), [20, 10], 300, 100, tenAnEm);
    expect(lines.length * leading).toBeLessThanOrEqual(100);
    expect(lines.at(-1)).toMatch(/…$/);
    for (const line of lines) expect(tenAnEm(line)).toBeLessThanOrEqual(300);
  });
});

describe('the film of a dream', () => {
  it('shows each step once and rests on the finished picture', async () => {
    const { takes } = await fakeRecording();
    const events = (takes.diffusion?.events ?? []).map(({ event }) => event);
    const steps = events.filter((event) => event.type === 'step');
    const done = events.find((event) => event.type === 'done');
    if (done?.result.kind !== 'picture') throw new Error('the fake run has no picture');
    const film = filmOf(steps, done.result.picture);
    expect(film.map(({ pixels }) => pixels)).toEqual([
      ...steps.map(({ guess }) => guess),
      done.result.picture,
    ]);
    expect(film.at(-1)?.holdMs).toBeGreaterThan(1000);
  });
});

describe('the story as a file', () => {
  it('holds the sentence, the story and what makes it again', () => {
    const recipe = {
      prompt: 'A cat',
      seed: 42,
      write: { temperature: 0.7, topK: 40 },
      paint: {},
      dream: {},
    };
    const text = storyText('A cat sat.\n\nIt slept.', recipe, 'Made here.');
    expect(text).toBe(
      'A cat sat.\r\n\r\nIt slept.\r\n\r\nMade here.\r\nGPT-2, seed 42, temperature 0.7, top-k 40\r\n',
    );
  });
});
