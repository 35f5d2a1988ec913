import { createModelClient, modelsUrl } from '../../src/bridge/client.ts';
import { encodeRecording, type Recording, type Take } from '../../src/core/recording.ts';
import { packDigests } from '../../src/state/packDigests.ts';
import { suggestDefaults } from '../../src/state/packDefaults.ts';
import { Recorder } from '../../src/state/recorder.ts';
import { Run } from '../../src/state/run.svelte.ts';
import { Settings } from '../../src/state/settings.svelte.ts';

/** Largest file of a run that ships with the page. */
const largestFile = 1_800_000;

const models = new URL(modelsUrl());
const recorder = new Recorder();
const run = new Run(
  recorder.overhear({
    gpt2: createModelClient('gpt2'),
    dalle: createModelClient('dalle'),
    diffusion: createModelClient('diffusion'),
  }),
);

/** One run of the shipped packs at their own settings, as its file in base64. */
async function record(prompt: string, seed: number): Promise<string> {
  const settings = new Settings();
  await suggestDefaults(settings, models);
  settings.seed.value = seed;
  settings.explain = true;
  const requests = settings.requests(prompt);
  recorder.begin(prompt, requests);
  run.start(requests);
  while (run.running) await new Promise((resolve) => setTimeout(resolve, 100));
  for (const { family, status } of [run.write, run.paint, run.dream]) {
    if (status.kind === 'failed') throw new Error(`${family}: ${status.failure.message}`);
  }
  const recording = recorder.recording(await packDigests(models));
  if (recording === null) throw new Error('Nothing was recorded.');
  return base64(await fitting(recording));
}

/** The file; without the explanations where it would be too large with them. */
async function fitting(recording: Recording): Promise<Uint8Array> {
  const whole = await encodeRecording(recording);
  if (whole.length <= largestFile) return whole;
  console.warn(`${whole.length} bytes with its explanations, which are left out`);
  const takes = Object.entries(recording.takes).map(([family, take]) => [family, brief(take)]);
  return encodeRecording({ ...recording, takes: Object.fromEntries(takes) as Recording['takes'] });
}

function brief(take: Take): Take {
  return { ...take, events: take.events.filter(({ event }) => event.type !== 'explain') };
}

function base64(bytes: Uint8Array): string {
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

Object.assign(globalThis, { record });
