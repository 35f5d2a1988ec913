/**
 * How time and memory grow: with the steps, with guidance (a batch of two), with the context of GPT-2, and
 * with the side of the picture. `node bench/growth.mjs` prints the tables and writes bench/growth.md.
 *
 * The shipped UNet draws one size, so the sides are those of the pack of random weights in
 * tests/golden/standard/sd1, whose graphs take every size: its times say how cost grows, not what a
 * trained model takes.
 */
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { requests } from './engines.mjs';
import { isSmoke, load, machine, median, withPage } from './harness.mjs';

const before = load();
const ms = (value) => (Number.isFinite(value) ? value.toFixed(1) : '–');
const megabytes = (bytes) => (bytes === null ? '–' : (bytes / 1e6).toFixed(0));

const steps = isSmoke ? [1, 2] : [1, 2, 4, 8, 20, 50];
const sides = isSmoke ? [256, 512] : [256, 384, 512, 768, 1024];

const made = await withPage('growth', 'growBySteps', async (page) => ({
  steps: await page.evaluate(
    ([request, counts]) => window.growBySteps(request, counts),
    [requests.diffusion, steps],
  ),
  context: await page.evaluate((request) => window.growByContext(request), {
    ...requests.gpt2,
    temperature: 1,
    topK: 0,
    maxNewTokens: isSmoke ? 20 : 200,
  }),
  sides: await page.evaluate((wanted) => window.growBySide(wanted), sides),
}));

/** Medians of spans of the tokens made. */
function spans({ decoderMs }, width) {
  const starts = Array.from({ length: Math.floor(decoderMs.length / width) }, (_, k) => k * width);
  return starts.map((from) => [
    from,
    from + width - 1,
    median(decoderMs.slice(Math.max(1, from), from + width)),
  ]);
}

const text = `# Growth

Written by \`node bench/growth.mjs\` on ${new Date().toISOString().slice(0, 10)}: Chromium, wasm, warm, workers. ${isSmoke ? '**A smoke run: it proves that it runs, no more.** ' : ''}
Machine: ${machine()}. Load average before ${before}, after ${load()}.

## Steps and guidance (Stable Diffusion, shipped pack)

| steps | guided: whole run, ms | one guided step, ms | unguided: whole run, ms | one step, ms | guided / unguided step | memory, MB |
|---|---|---|---|---|---|---|
${made.steps
  .map(
    ({ count, guided, plain, bytes }) =>
      `| ${[count, ms(guided.runMs), ms(guided.stepMs), ms(plain.runMs), ms(plain.stepMs), (guided.stepMs / plain.stepMs).toFixed(2), megabytes(bytes)].join(' | ')} |`,
  )
  .join('\n')}

A guided step is a batch of two; the last column but one says what two runs of one would give against it (2.00).

## Context (GPT-2, shipped pack)

| tokens made | one token, ms |
|---|---|
${spans(made.context, isSmoke ? 5 : 25)
  .map(([from, to, value]) => `| ${from} to ${to} | ${ms(value)} |`)
  .join('\n')}

## Side of the picture (random weights, every size)

| pixels | latent | one step, ms | decoding, ms | memory, MB |
|---|---|---|---|---|
${made.sides.map(({ side, latent, stepMs, decodeMs, bytes }) => `| ${[side, latent, ms(stepMs), ms(decodeMs), megabytes(bytes)].join(' | ')} |`).join('\n')}
`;
const pretty = await format(text, { parser: 'markdown' });
console.log(pretty);
if (!isSmoke) writeFileSync(new URL('growth.md', import.meta.url), pretty);
process.exit(0);
