import type { LatentColours } from '../core/latents.ts';
import { leastSquares } from '../core/leastSquares.ts';
import { Random } from '../core/random.ts';
import type { Graph } from './runtime.ts';
import { feed, floatsOf, tensorOf } from './tensors.ts';

export const latentChannels = 4;
const side = 16;
const block = 4;

/**
 * How a decoder's latents look, for packs that do not say: it decodes one small latent of flat
 * blocks, and least squares tell the colour of a cell from its channels.
 */
export async function measureColours(decoder: Graph, scaling: number): Promise<LatentColours> {
  const latent = flatBlocks();
  const scaled = latent.map((value) => value / scaling);
  const dims = [1, latentChannels, side, side];
  const feeds = { latent_sample: feed(decoder, 'latent_sample', scaled, dims) };
  const results = await decoder.run(feeds, ['sample']);
  const width = tensorOf(results, 'sample').dims[3] ?? side;
  const cells = meanColours(floatsOf(results, 'sample'), width);
  const rows = Array.from({ length: side * side }, (_, cell) => [
    ...Array.from({ length: latentChannels }, (_, c) => latent[c * side * side + cell] ?? 0),
    1,
  ]);
  const found = leastSquares(rows, cells);
  return { factors: found.slice(0, latentChannels), bias: found[latentChannels] ?? [] };
}

/** Blocks of 4x4 cells of one value each, of unit variance: [4, 16, 16]. */
function flatBlocks(): Float32Array {
  const blocks = side / block;
  const values = new Random(1).normals(latentChannels * blocks * blocks);
  return Float32Array.from({ length: latentChannels * side * side }, (_, k) => {
    const [channel, row, column] = [
      Math.floor(k / side ** 2),
      Math.floor(k / side) % side,
      k % side,
    ];
    const at = channel * blocks * blocks + Math.floor(row / block) * blocks;
    return values[at + Math.floor(column / block)] ?? 0;
  });
}

/** The mean [r, g, b] in [0, 1] of each cell of a picture [3, width, width] in [-1, 1]. */
function meanColours(sample: Float32Array, width: number): number[][] {
  const zoom = width / side;
  return Array.from({ length: side * side }, (_, cell) =>
    [0, 1, 2].map((rgb) => {
      let sum = 0;
      for (let y = 0; y < zoom; y++) {
        const from = (rgb * width + Math.floor(cell / side) * zoom + y) * width;
        for (let x = 0; x < zoom; x++) sum += sample[from + (cell % side) * zoom + x] ?? 0;
      }
      return (sum / zoom ** 2 + 1) / 2;
    }),
  );
}
