import type { ModelClient } from '../bridge/contract.ts';
import type { DreamRequest, RunEvent } from '../core/run.ts';
import type { Machine } from './fitting.ts';

const fewSteps = 3;

/** Runs a few steps of Stable Diffusion to find out how fast this machine is; loading does not count. */
export async function measure(
  client: ModelClient<DreamRequest>,
  signal: AbortSignal,
): Promise<Machine> {
  const at: number[] = [];
  const hear = (event: RunEvent): void => {
    if (event.type === 'step') at.push(event.elapsedMs);
  };
  const { status } = await client.run(request, hear, signal);
  const [first, last] = [at[1] ?? at[0], at.at(-1)];
  const steps = Math.max(1, at.length - 2);
  const stepMs =
    status === 'done' && first !== undefined && last !== undefined ? (last - first) / steps : null;
  return { stepMs, gigabytes: gigabytesHere() };
}

/** The machine's memory as the browser tells it; null where it does not. */
export function gigabytesHere(): number | null {
  const { deviceMemory } = navigator as { deviceMemory?: number };
  return deviceMemory ?? null;
}

const request: DreamRequest = {
  family: 'diffusion',
  prompt: 'a cat on a windowsill',
  seed: 7,
  steps: fewSteps,
  guidance: 4,
  sampler: 'ddim',
};
