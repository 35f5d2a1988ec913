import { afterEach, expect, test } from 'vitest';
import { createModelClient } from '../../src/bridge/client.ts';
import { noChoice } from '../../src/core/devices.ts';
import type { RunEvent } from '../../src/core/run.ts';
import { writeDevices } from '../../src/packs/keptDevices.ts';
import { twoTokens } from './twoTokens.ts';

/** Every event of a run in a worker of its own. */
async function events(): Promise<RunEvent[]> {
  const client = createModelClient('gpt2');
  const heard: RunEvent[] = [];
  const outcome = await client.run(
    twoTokens,
    (event) => heard.push(event),
    new AbortController().signal,
  );
  client.dispose();
  expect(outcome).toEqual({ status: 'done' });
  return heard;
}

function told(heard: readonly RunEvent[]) {
  const tokens = heard.flatMap((event) => (event.type === 'token' ? [event.id] : []));
  const placements = heard.flatMap((event) => (event.type === 'stage' ? [event.placement] : []));
  return { tokens, placement: placements.at(-1) };
}

afterEach(() => writeDevices('gpt2', { choice: noChoice }));

test(
  'a model that somebody puts on the graphics card runs there, in its worker, and says the same',
  { timeout: 900_000 },
  async () => {
    const usual = told(await events());
    expect(usual.placement).toBeUndefined();
    await writeDevices('gpt2', { choice: { provider: 'webgpu', threads: null } });
    const there = told(await events());
    expect(there.placement).toEqual({ provider: 'webgpu', why: 'chosen' });
    expect(there.tokens).toEqual(usual.tokens);
  },
);
