import type { TrainingEvent, TrainingRequest } from '../core/experiment.ts';
import { modelsUrl } from './client.ts';
import type { Client } from './contract.ts';
import { WorkerClient } from './workerClient.ts';

/** Trains the tiny models of the experiment; its worker starts with the first call. */
export function createTrainer(): Client<TrainingRequest, TrainingEvent> {
  return new WorkerClient<TrainingRequest, TrainingEvent>(
    () =>
      new Worker(new URL('../../workers/experiment.worker.ts', import.meta.url), {
        type: 'module',
      }),
    modelsUrl(),
  );
}
