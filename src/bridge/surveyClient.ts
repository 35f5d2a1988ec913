import type { SurveyEvent, SurveyRequest } from '../core/survey.ts';
import { modelsUrl } from './client.ts';
import type { Client } from './contract.ts';
import { WorkerClient } from './workerClient.ts';

/** Measures the models on one device, in a worker of its own: what goes wrong there harms no run. */
export function createSurveyor(): Client<SurveyRequest, SurveyEvent> {
  return new WorkerClient<SurveyRequest, SurveyEvent>(
    () =>
      new Worker(new URL('../../workers/survey.worker.ts', import.meta.url), { type: 'module' }),
    modelsUrl(),
  );
}
