import { mount, unmount } from 'svelte';
import App from './App.svelte';
import { createModelClient, modelsUrl } from './bridge/client.ts';
import { createSurveyor } from './bridge/surveyClient.ts';
import { classroom } from './classroom/classroom.svelte.ts';
import { families } from './core/run.ts';
import { language } from './i18n/words.svelte.ts';
import { BroughtPacks } from './state/broughtPacks.svelte.ts';
import { Devices } from './state/devices.svelte.ts';
import { machineHere } from './state/machine.ts';
import { oneAtATime } from './state/oneAtATime.ts';
import { onlyModels } from './state/onlyModels.ts';

/** The lesson, over the three models; only GPT-2's worker starts with the page, and only where that costs nobody (Warming). A class may allow fewer. */
export async function openApp(target: HTMLElement): Promise<void> {
  classroom.enter(location.hash);
  addEventListener('hashchange', () => {
    // Another class is another page.
    if (location.hash.startsWith('#class=')) location.reload();
  });
  await language.keepTo(classroom.languages);
  const all = {
    gpt2: createModelClient('gpt2'),
    dalle: createModelClient('dalle'),
    diffusion: createModelClient('diffusion'),
  };
  const allowed = (): (typeof families)[number][] =>
    families.filter((family) => classroom.runs(family));
  const clients = onlyModels(
    oneAtATime(all, () => classroom.spares),
    allowed,
  );
  const models = new URL(modelsUrl());
  const devices = new Devices(all, createSurveyor, () => machineHere(models));
  const brought = new BroughtPacks(all, models, devices);
  const props = {
    clients: brought.overhear(devices.overhear(clients)),
    models,
    brought,
    devices,
    openAnew: () => {
      void unmount(app);
      app = mount(App, { target, props });
      scrollTo(0, 0);
    },
  };
  let app = mount(App, { target, props });
}
