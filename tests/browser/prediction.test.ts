import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import type { ModelClient } from '../../src/bridge/contract.ts';
import type { TokenGlimpse } from '../../src/core/explain.ts';
import type { RunEvent, RunRequest } from '../../src/core/run.ts';
import { Run } from '../../src/state/run.svelte.ts';
import { Settings } from '../../src/state/settings.svelte.ts';
import PredictionSection from '../../src/ui/PredictionSection.svelte';
import '../../src/ui/theme.css';

const candidate = (id: number, text: string, probability: number) => ({ id, text, probability });

const glimpse: TokenGlimpse = {
  index: 0,
  from: 2,
  to: 2,
  layers: 1,
  heads: 1,
  attention: Float32Array.of(1, 0, 0.25, 0.75),
  lens: [[candidate(5, ' sat', 0.5), candidate(6, ' ran', 0.2), candidate(7, ' slept', 0.1)]],
  logits: Float32Array.of(Math.log(6), Math.log(3), Math.log(1)),
  ids: Int32Array.of(5, 6, 7),
  texts: [' sat', ' ran', ' slept'],
};

const told: readonly RunEvent[] = [
  {
    type: 'started',
    family: 'gpt2',
    seed: 7,
    device: { provider: 'wasm', threads: 1 },
    promptTokens: [
      { id: 1, text: 'A' },
      { id: 2, text: ' cat' },
    ],
  },
  {
    type: 'explain',
    family: 'gpt2',
    kind: 'words',
    tokens: 2,
    states: Float32Array.of(1, 2, 3, 4),
    stateLayers: 1,
    width: 2,
    attention: new Float32Array(0),
    layers: 0,
    heads: 0,
  },
  {
    type: 'token',
    index: 0,
    id: 5,
    text: ' sat',
    probability: 0.6,
    candidates: [candidate(5, ' sat', 0.6)],
    elapsedMs: 1,
  },
  { type: 'explain', family: 'gpt2', kind: 'tokens', glimpses: [glimpse] },
];

/** Tells these events, and its explanations only where the request asks for them. */
function teller<R extends RunRequest>(events: readonly RunEvent[]): ModelClient<R> {
  return {
    load: () => Promise.resolve({ status: 'done' }),
    run(request, onEvent) {
      for (const event of events) {
        if (event.type !== 'explain' || request.explain === true) onEvent(event);
      }
      return Promise.resolve({ status: 'done' });
    },
    dispose: () => undefined,
  };
}

test('the trace is closed at first; opened, it explains the next run and shows what its events said', async () => {
  const run = new Run({ gpt2: teller(told), dalle: teller([]), diffusion: teller([]) });
  const settings = new Settings();
  await render(PredictionSection, { run, settings });
  run.start(settings.requests('A cat'));
  await expect.poll(() => run.running).toBe(false);
  expect(run.write.insight.glimpses).toEqual([]);

  await page.getByRole('button', { name: 'Open the prediction trace' }).click();
  await expect.element(page.getByText('The next run explains itself: press Run.')).toBeVisible();
  run.start({ ...settings.requests('A cat') });
  await expect.element(page.getByRole('button', { name: '2 GPT-2 layers' })).toBeVisible();
  await page.getByRole('button', { name: '2 GPT-2 layers' }).click();
  const row = page.getByRole('row', { name: /^1/ });
  await expect.element(row).toHaveTextContent(/sat 50 %\s*ran 20 %\s*slept 10 %/);
  await page.getByRole('slider', { name: 'Temperature' }).fill('1');
  await page.getByRole('slider', { name: 'Top-k' }).fill('0');
  const chances = page.getByRole('list', { name: 'Chances of the ten likeliest tokens' });
  await expect.element(chances).toHaveTextContent(/sat 60 %, drawn\s*ran 30 %\s*slept 10 %/);
  await page.getByRole('slider', { name: 'Top-k' }).fill('2');
  await expect.element(chances).toHaveTextContent(/sat 67 %, drawn\s*ran 33 %\s*slept 0 %/);

  const words = page.getByRole('group', { name: 'The words of your prompt' });
  await words.getByRole('button', { name: 'cat' }).click();
  await expect
    .element(page.getByText(/Looked back at “cat” most before writing “sat” \(75 %\)/))
    .toBeVisible();
});
