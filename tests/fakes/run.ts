import { expect, vi } from 'vitest';
import type { DreamRequest, PaintRequest, WriteRequest } from '../../src/core/run.ts';
import type { Clients, Run } from '../../src/state/run.svelte.ts';
import { Settings } from '../../src/state/settings.svelte.ts';
import { fakeModel, type Manner } from './model.ts';

/** Three fake models, calm unless told otherwise. */
export function clientsOf(manners: Partial<Record<keyof Clients, Manner>> = {}): Clients {
  const calm = { paceMs: 0 };
  return {
    gpt2: fakeModel<WriteRequest>('gpt2', manners.gpt2 ?? calm),
    dalle: fakeModel<PaintRequest>('dalle', manners.dalle ?? calm),
    diffusion: fakeModel<DreamRequest>('diffusion', manners.diffusion ?? calm),
  };
}

/** Waits until all three rooms have ended. */
export function settle(run: Run, timeout = 20_000): Promise<void> {
  return vi.waitFor(
    () => {
      expect(run.running).toBe(false);
    },
    { timeout, interval: 5 },
  );
}

export function kinds({ write, paint, dream }: Run): string[] {
  return [write, paint, dream].map(({ status }) => status.kind);
}

/** Settings with few steps. */
export function smallSettings(): Settings {
  const settings = new Settings();
  settings.dream.steps.value = 3;
  return settings;
}
