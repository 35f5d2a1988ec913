import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/core/crc32.ts';
import { enlargementOf } from '../../src/core/enlargement.ts';
import { Failure } from '../../src/core/failure.ts';
import { gunzip, gzip, joined } from '../../src/core/gzip.ts';
import { fromHalf, toHalf } from '../../src/core/half.ts';
import { previewLatent } from '../../src/core/latents.ts';
import { packValues, unpackValues } from '../../src/core/packedValues.ts';
import { decodePixels, encodePixels } from '../../src/core/pixelCodec.ts';
import { decodeRecording, encodeRecording, isRecording } from '../../src/core/recording.ts';
import type { Pixels, RunEvent } from '../../src/core/run.ts';
import { damaged, dice } from '../fakes/damage.ts';
import { fakeRecording } from '../fakes/takes.ts';

function noise(width: number, height: number, seed: number): Pixels {
  const roll = dice(seed);
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, k) =>
    k % 4 === 3 ? 255 : roll(256),
  );
  return { width, height, data };
}

/** The checksum of all that a value holds, picture data and typed arrays too. */
function fingerprint(value: unknown): number {
  const text = JSON.stringify(value, (_, item: unknown) =>
    ArrayBuffer.isView(item)
      ? [item.constructor.name, item.byteLength, crc32(new Uint8Array(item.buffer))]
      : item,
  );
  return crc32(new TextEncoder().encode(text));
}

/** The file of some JSON that claims to be a recording. */
async function fileOf(json: unknown): Promise<Uint8Array> {
  const head = new TextEncoder().encode(JSON.stringify(json));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length, true);
  const packed = await gzip(joined([length, head], 4 + head.length));
  const line = new TextEncoder().encode('windowsill run 1\n');
  return joined([line, packed], line.length + packed.length);
}

/** The failure that a promise ends in, or what it gave. */
async function outcomeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'read',
    (thrown: unknown) => (thrown instanceof Failure ? thrown.kind : thrown),
  );
}

describe('a recording', () => {
  it('comes back from its file as it was: every event, time and pixel', async () => {
    const recording = await fakeRecording();
    const file = await encodeRecording(recording);
    expect(isRecording(file)).toBe(true);
    expect(fingerprint(await decodeRecording(file))).toBe(fingerprint(recording));
    expect(file.length).toBeLessThan(2_000_000);
  });

  it('holds what was made before a stop, and models that never began', async () => {
    const whole = await fakeRecording();
    const { gpt2 } = whole.takes;
    if (gpt2 === undefined) throw new Error('no take');
    const part = {
      ...whole,
      takes: { gpt2: { events: gpt2.events.slice(0, 4), ended: 'stopped' as const } },
    };
    const back = await decodeRecording(await encodeRecording(part));
    expect(fingerprint(back)).toBe(fingerprint(part));
  });

  it('is refused in plain words when the file is damaged, whatever the damage', async () => {
    const whole = await fakeRecording();
    const { gpt2 } = whole.takes;
    const file = await encodeRecording({ ...whole, takes: gpt2 === undefined ? {} : { gpt2 } });
    for (let seed = 0; seed < 400; seed++) {
      const broken = damaged(file, seed);
      if (broken.length === file.length && broken.every((byte, at) => byte === file[at])) continue;
      // A flip in gzip's own header (its time, its system) changes nothing that is read.
      const outcome = await outcomeOf(decodeRecording(broken));
      expect(['unreadable', 'read'], `seed ${seed}`).toContain(outcome);
      if (outcome === 'read') expect(await decodeRecording(broken)).toMatchObject({ takes: {} });
    }
  });

  it('is refused when its JSON is not a run, whatever it is', async () => {
    const good = JSON.parse(JSON.stringify({ ...(await fakeRecording()), takes: {} })) as object;
    expect(await outcomeOf(fileOf(good).then(decodeRecording))).toBe('read');
    const started = { type: 'started', family: 'gpt2', seed: 1, promptTokens: [] };
    const bad: unknown[] = [
      null,
      [],
      7,
      { ...good, madeAt: '<b>today</b>' },
      { ...good, requests: {} },
      { ...good, prompt: 'a'.repeat(30_000) },
      { ...good, packs: { gpt2: { a: 'not a digest' } } },
      { ...good, takes: { gpt2: { ended: 'done', events: [{ atMs: -1, event: started }] } } },
      { ...good, takes: { gpt2: { ended: 'done', events: [{ atMs: 0, event: started }] } } },
      {
        ...good,
        takes: { dalle: { ended: 'done', events: [{ atMs: 0, event: { type: 'step' } }] } },
      },
      { ...good, prompt: { $pixels: [0, 9, 9, -1] } },
      { ...good, prompt: { $pixels: [0, 1e9, 1e9, -1] } },
      { ...good, prompt: { $numbers: [0, 1e15, 'float64'] } },
      { ...good, prompt: { $numbers: [0, 0, 'constructor'] } },
      { ...good, prompt: { $numbers: [0, 0, 'scaled', 'much'] } },
      { ...good, prompt: { $strip: [0, 8, 1e9] } },
      { ...good, prompt: { $number: 'seven' } },
    ];
    for (const json of bad) {
      expect(await outcomeOf(fileOf(json).then(decodeRecording)), JSON.stringify(json)).toBe(
        'unreadable',
      );
    }
  });

  it('is refused when it names one thing twice where the page tells things apart by it', async () => {
    const whole = await fakeRecording();
    const piece = { id: 3, text: ' gun', probability: 0.5 };
    const glimpse = {
      index: 0,
      from: 0,
      to: 0,
      attention: new Float32Array(),
      layers: 0,
      heads: 0,
      lens: [],
      logits: Float32Array.of(1, 2),
      ids: Int32Array.of(3, 4),
      texts: [],
    };
    const tokens = { type: 'explain', family: 'gpt2', kind: 'tokens' } as const;
    const told = (...events: RunEvent[]) => {
      const take = { ended: 'done' as const, events: events.map((event) => ({ atMs: 0, event })) };
      const family = events[0]?.type === 'done' ? 'dalle' : 'gpt2';
      return encodeRecording({ ...whole, takes: { [family]: take } }).then(decodeRecording);
    };
    const token = whole.takes.gpt2?.events.find(({ event }) => event.type === 'token')?.event;
    const done = whole.takes.dalle?.events.at(-1)?.event;
    if (token?.type !== 'token' || done?.type !== 'done' || done.result.kind !== 'picture') {
      return expect.unreachable();
    }
    const ranked = (...copies: number[]): RunEvent => {
      const ranking = copies.map((copy) => ({ copy, logLikelihood: -1 }));
      return { ...done, result: { ...done.result, ranking } } as RunEvent;
    };
    for (const event of [token, ranked(0, 1), { ...tokens, glimpses: [glimpse] }]) {
      expect(await outcomeOf(told(event))).toBe('read');
    }
    for (const event of [
      { ...token, candidates: [piece, piece] },
      ranked(1, 1),
      { ...tokens, glimpses: [{ ...glimpse, ids: Int32Array.of(4, 4) }] },
      { ...tokens, glimpses: [{ ...glimpse, lens: [[piece, piece]] }] },
    ]) {
      expect(await outcomeOf(told(event))).toBe('unreadable');
    }
  });

  it('does not unpack a bomb', async () => {
    const zeros = await gzip(new Uint8Array(20e6));
    await expect(gunzip(zeros, 1e6)).rejects.toThrow('unpacks to more than a run can be');
  });
});

describe('packed values', () => {
  it('carry any picture and typed array at any depth, equal ones once, odd numbers too', () => {
    const picture = noise(5, 3, 1);
    const value = {
      a: [{ picture }, { picture }, { other: noise(5, 3, 2) }],
      ids: Int32Array.of(-5, 7),
      exact: Float32Array.of(0.1, NaN, Infinity),
      sigma: Infinity,
      text: 'said',
    };
    const { json, body } = packValues(value);
    const back = unpackValues(JSON.parse(JSON.stringify(json)), body);
    expect(back).toEqual(value);
    expect(body.length).toBe(2 * 4 * 3 * 6 + 8 + 12);
  });

  it('keep long lists of floats to three digits, or to the bit where halves cannot hold them', () => {
    const roll = dice(3);
    const long = Float32Array.from({ length: 1000 }, () => (roll(2e6) - 1e6) / 1e5);
    const large = Float32Array.from(long, (value) => value * 1e6);
    const packed = packValues({ long, large });
    const back = unpackValues(packed.json, packed.body) as {
      long: Float32Array;
      large: Float32Array;
    };
    long.forEach((value, at) => {
      expect(Math.abs((back.long[at] ?? NaN) - value)).toBeLessThanOrEqual(Math.abs(value) / 2000);
    });
    expect(back.large).toEqual(large);
    expect(packed.body.length).toBe(2000 + 4000);
  });
});

describe('the numbers of an explanation', () => {
  const roll = dice(5);

  it('keep shares within a 127th, the small ones far better, and rows of them still sum to 1', () => {
    const weights = Float32Array.from({ length: 256 * 10 }, () => roll(1000) ** 4 + 1);
    for (let row = 0; row < 10; row++) {
      const part = weights.subarray(row * 256, (row + 1) * 256);
      const sum = part.reduce((all, weight) => all + weight, 0);
      part.forEach((weight, k) => (part[k] = weight / sum));
    }
    const { json, body } = packValues({ weights });
    expect(body.length).toBe(weights.length);
    const back = (unpackValues(json, body) as { weights: Float32Array }).weights;
    weights.forEach((weight, k) => {
      const miss = Math.abs((back[k] ?? NaN) - weight);
      expect(miss).toBeLessThanOrEqual(Math.sqrt(weight) / 127 + 2e-5);
    });
    for (let row = 0; row < 10; row++) {
      const sum = back.subarray(row * 256, (row + 1) * 256).reduce((all, each) => all + each, 0);
      expect(Math.abs(sum - 1)).toBeLessThan(0.015);
    }
  });

  it('keep what is no share as it is kept elsewhere, whatever it is called', () => {
    const weights = Float32Array.from({ length: 100 }, (_, k) => k / 10 - 2);
    const { json, body } = packValues({ weights });
    const back = (unpackValues(json, body) as { weights: Float32Array }).weights;
    expect(back[0]).toBe(-2);
    expect(back[99]).toBeCloseTo(7.9, 2);
  });

  it('keep a latent in 127ths of its largest number', () => {
    const latent = Float32Array.from({ length: 4096 }, () => (roll(8001) - 4000) / 1000);
    const { json, body } = packValues({ latent });
    expect(body.length).toBe(4096);
    const back = (unpackValues(json, body) as { latent: Float32Array }).latent;
    latent.forEach((value, k) => {
      expect(Math.abs((back[k] ?? NaN) - value)).toBeLessThanOrEqual(4 / 254 + 1e-5);
    });
  });

  it('keep the pictures of the codes to the bit', () => {
    const rgb = Uint8Array.from({ length: 5 * 8 * 8 * 3 }, () => roll(256));
    const packed = packValues({ kind: 'codebook', size: 8, rgb });
    const back = unpackValues(JSON.parse(JSON.stringify(packed.json)), packed.body);
    expect(back).toEqual({ kind: 'codebook', size: 8, rgb });
  });
});

describe('half floats', () => {
  it('survive both ways for each of the 65,536', () => {
    for (let half = 0; half < 65_536; half++) {
      const value = fromHalf(half);
      if (Number.isNaN(value)) expect(fromHalf(toHalf(value))).toBeNaN();
      else expect(toHalf(value)).toBe(half);
    }
    expect([65_504, 65_520, 1e-9, -0.1].map((value) => fromHalf(toHalf(value)))).toEqual([
      65_504,
      Infinity,
      0,
      -0.0999755859375,
    ]);
  });
});

describe('coded pixels', () => {
  it('are the same after decoding, alone and after an earlier picture', () => {
    const [first, second] = [noise(31, 17, 4), noise(31, 17, 5)];
    second.data.copyWithin(0, 900, 1500);
    const alone = decodePixels(encodePixels(first, null), 31, 17, null);
    const after = decodePixels(encodePixels(second, first), 31, 17, first);
    expect(alone).toEqual(first);
    expect(after).toEqual(second);
  });

  it('of a smooth preview are kept as its cells, within three levels, and far smaller', () => {
    const roll = dice(9);
    const latent = Float32Array.from({ length: 4 * 32 * 32 }, () => (roll(4001) - 2000) / 1200);
    const colours = {
      factors: [
        [0.3, 0.1, 0.05],
        [0.1, -0.2, 0.1],
        [-0.1, 0.1, 0.25],
        [0.05, 0.05, -0.1],
      ],
      bias: [0.5, 0.45, 0.4],
    };
    const preview = previewLatent(latent, colours, 32, 8);
    const packed = packValues({ guess: preview });
    expect(JSON.stringify(packed.json)).toContain('$enlarged');
    const back = unpackValues(packed.json, packed.body) as { guess: Pixels };
    const worst = preview.data.reduce(
      (most, level, k) => Math.max(most, Math.abs(level - (back.guess.data[k] ?? NaN))),
      0,
    );
    expect(worst).toBeLessThanOrEqual(3);
    const changed = packed.body.subarray(3 * 32 * 32 * 2).filter((byte) => byte !== 0).length;
    expect(changed / (3 * 256 * 256)).toBeLessThan(0.1);
    expect(enlargementOf(noise(256, 256, 3), 8)).toBeNull();
  });

  it('of unfinished rows stay within two levels, of results are the same to the bit', () => {
    const [first, second] = [noise(16, 16, 7), noise(16, 16, 8)];
    second.data.set(first.data.subarray(0, 400).map((level) => level + 1));
    const rows = [first, second].map((picture) => ({ type: 'row', picture }));
    const packed = packValues([...rows, { type: 'done', result: { picture: second } }]);
    const [, row] = unpackValues(packed.json, packed.body) as { picture: Pixels }[];
    const misses = second.data.map((level, k) => Math.abs(level - (row?.picture.data[k] ?? NaN)));
    expect(Math.max(...misses)).toBe(1);
    const done = packValues([...rows, { type: 'done', picture: noise(16, 16, 8) }]);
    const back = unpackValues(done.json, done.body) as { picture: Pixels }[];
    expect(back[2]?.picture).toEqual(noise(16, 16, 8));
  });

  it('keep nothing of what cannot be seen', () => {
    const picture = noise(4, 4, 6);
    for (let k = 3; k < picture.data.length; k += 4) picture.data[k] = 0;
    const back = decodePixels(encodePixels(picture, null), 4, 4, null);
    expect(back?.data.every((value) => value === 0)).toBe(true);
  });
});
