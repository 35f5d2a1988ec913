import type { ModelClient, RunOutcome } from '../bridge/contract.ts';
import type { DreamRequest, RunEvent } from '../core/run.ts';
import type { Machine } from './fitting.ts';

const fewSteps = 3;

/** What was found out, or why nothing was: it was stopped, or Stable Diffusion failed. */
export type Measured =
  { status: 'done'; machine: Machine } | Exclude<RunOutcome, { status: 'done' }>;

/** Runs a few steps of Stable Diffusion to find out how fast this machine is; loading does not count. */
export async function measure(
  client: ModelClient<DreamRequest>,
  signal: AbortSignal,
): Promise<Measured> {
  const at: number[] = [];
  const hear = (event: RunEvent): void => {
    if (event.type === 'step') at.push(event.elapsedMs);
  };
  const outcome = await client.run(request, hear, signal);
  if (outcome.status !== 'done') return outcome;
  const [first, last] = [at[1] ?? at[0] ?? 0, at.at(-1) ?? 0];
  const stepMs = (last - first) / Math.max(1, at.length - 2);
  return { status: 'done', machine: { stepMs, gigabytes: gigabytesHere() } };
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
