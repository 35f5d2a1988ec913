import type { DreamRequest, Family, PaintRequest, RunEvent, WriteRequest } from '../core/run.ts';
import type { LookEvent, LookRequest } from '../core/findings.ts';
import type { Client, ModelClient, PackChoice } from './contract.ts';
import { WorkerClient } from './workerClient.ts';

interface Requests {
  gpt2: WriteRequest;
  dalle: PaintRequest;
  diffusion: DreamRequest;
}

/** Each worker's address is written out, since Vite finds workers by this very expression. */
const starters: Record<Family, () => Worker> = {
  gpt2: () =>
    new Worker(new URL('../../workers/gpt2.worker.ts', import.meta.url), { type: 'module' }),
  dalle: () =>
    new Worker(new URL('../../workers/dalle.worker.ts', import.meta.url), { type: 'module' }),
  diffusion: () =>
    new Worker(new URL('../../workers/diffusion.worker.ts', import.meta.url), { type: 'module' }),
};

/** The model of one family; its worker starts with the first call. */
export function createModelClient<F extends Family>(
  family: F,
): ModelClient<Requests[F]> & PackChoice {
  return new WorkerClient<Requests[F], RunEvent>(starters[family], modelsUrl());
}

/** The recogniser, which says what it sees in a picture; its worker starts with the first call. */
export function createLooker(): Client<LookRequest, LookEvent> {
  return new WorkerClient<LookRequest, LookEvent>(
    () =>
      new Worker(new URL('../../workers/recogniser.worker.ts', import.meta.url), {
        type: 'module',
      }),
    modelsUrl(),
  );
}

/** The address of the folder of packs: beside the page, wherever the page lies. */
export function modelsUrl(): string {
  return new URL(`${import.meta.env.BASE_URL}models/`, document.baseURI).href;
}
