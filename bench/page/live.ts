import { flushSync, mount, unmount } from 'svelte';
import { createModelClient } from '../../src/bridge/client.ts';
import type { ModelClient } from '../../src/bridge/contract.ts';
import { families } from '../../src/core/run.ts';
import { language } from '../../src/i18n/words.svelte.ts';
import { Run, type Clients } from '../../src/state/run.svelte.ts';
import { Settings, type Requests } from '../../src/state/settings.svelte.ts';
import DreamRoom from '../../src/ui/DreamRoom.svelte';
import PaintRoom from '../../src/ui/PaintRoom.svelte';
import PipelineTrace from '../../src/ui/PipelineTrace.svelte';
import PredictionSection from '../../src/ui/PredictionSection.svelte';
import WriteRoom from '../../src/ui/WriteRoom.svelte';
import '../../src/ui/theme.css';

const never = new AbortController().signal;
const nothing = (): void => undefined;

/** The three models one after another, every event thrown away. */
async function bare(clients: Clients, requests: Requests): Promise<number> {
  const start = performance.now();
  for (const family of families) {
    const client: ModelClient = clients[family];
    const outcome = await client.run(requests[family], nothing, never);
    if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
  }
  return performance.now() - start;
}

/** The same, explained, under the rooms and the open traces. */
async function live(clients: Clients, requests: Requests): Promise<number> {
  const run = new Run(clients);
  const target = document.getElementById('page');
  if (target === null) throw new Error('live.html has no #page');
  const onRetry = nothing;
  const parts = [
    mount(WriteRoom, { target, props: { room: run.write, run, onRetry } }),
    mount(PaintRoom, { target, props: { room: run.paint, onRetry } }),
    mount(DreamRoom, { target, props: { room: run.dream, onRetry } }),
    mount(PipelineTrace, { target, props: { run } }),
    mount(PredictionSection, { target, props: { run, settings: new Settings(), open: true } }),
  ];
  flushSync();
  const start = performance.now();
  run.start({
    gpt2: { ...requests.gpt2, explain: true },
    dalle: { ...requests.dalle, explain: true },
    diffusion: { ...requests.diffusion, explain: true },
  });
  while (run.running) await new Promise((resolve) => setTimeout(resolve, 5));
  const tookMs = performance.now() - start;
  for (const part of parts) await unmount(part);
  return tookMs;
}

async function compareLive(
  requests: Requests,
  pairs: number,
): Promise<{ bareMs: number; liveMs: number }[]> {
  await language.begin();
  const clients: Clients = {
    gpt2: createModelClient('gpt2'),
    dalle: createModelClient('dalle'),
    diffusion: createModelClient('diffusion'),
  };
  await bare(clients, requests);
  await live(clients, requests);
  const taken: { bareMs: number; liveMs: number }[] = [];
  for (let k = 0; k < pairs; k++) {
    taken.push({ bareMs: await bare(clients, requests), liveMs: await live(clients, requests) });
  }
  return taken;
}

Object.assign(globalThis, { compareLive });
