/**
 * The engines as a visitor meets them: real workers in Chromium, the shipped packs, warm.
 * `node bench/engines.mjs`; WINDOWSILL_MODELS measures the packs of another folder.
 */
import { isSmoke, median, percent, row, runAlone, seconds, total, withPage } from './harness.mjs';

const prompt = 'A cat sitting on a sunny windowsill';
const [steps, maxNewTokens] = isSmoke ? [2, 10] : [20, 100];
export const requests = {
  gpt2: { family: 'gpt2', prompt, seed: 7, temperature: 0.7, topK: 40, topP: 1, maxNewTokens },
  dalle: { family: 'dalle', prompt, seed: 7, temperature: 1, topK: 32, guidance: 2 },
  diffusion: { family: 'diffusion', prompt, seed: 7, steps, guidance: 3, sampler: 'ddim' },
};

async function measure() {
  const runs = isSmoke ? 1 : 5;
  const measured = await withPage('index', 'measureRuns', (page) =>
    page.evaluate(
      ([asked, count]) => window.measureRuns(asked, count),
      [Object.values(requests), runs],
    ),
  );
  // The best of the runs is the one least disturbed by what else the machine does.
  const of = (family) =>
    measured.filter((run) => run.family === family).toSorted((a, b) => a.runMs - b.runMs)[0];
  const [gpt, dalle, diffusion] = ['gpt2', 'dalle', 'diffusion'].map(of);
  const inGraphs = total(Object.values(diffusion.stages).map(total));
  return [
    row('GPT-2: first token', gpt.firstMs, seconds, { most: 300 }),
    row('GPT-2: tokens a second', (1000 * gpt.made) / gpt.runMs, (rate) => rate.toFixed(0)),
    row('DALL-E: picture of 256x256, guided', dalle.runMs, seconds, { most: 4000 }),
    row('DALL-E: one VQ decoding', median(dalle.stages['vq decoder']), seconds),
    row('Stable Diffusion: 20 guided steps, 512x512', diffusion.runMs, seconds, { most: 6000 }),
    row('Stable Diffusion: first frame after the press', diffusion.firstMs, seconds, { most: 600 }),
    row('Stable Diffusion: one guided step', median(diffusion.stages['unet']), seconds),
    row('Stable Diffusion: full decoding', median(diffusion.stages['vae decoder']), seconds),
    row(
      'Stable Diffusion: frames and messages, share of the run',
      (diffusion.runMs - inGraphs) / diffusion.runMs,
      percent,
      { most: 0.1 },
    ),
  ];
}

export const engines = {
  title: 'The three engines, warm',
  how: 'Chromium, workers, wasm with the threads that the page takes, the best of five runs (`node bench/engines.mjs`).',
  measure,
};
await runAlone(engines, import.meta.url);
