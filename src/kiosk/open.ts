import { mount } from 'svelte';
import { createModelClient, modelsUrl } from '../bridge/client.ts';
import { language, loadWords } from '../i18n/words.svelte.ts';
import { HealthBook } from './health.svelte.ts';
import Health from './Health.svelte';
import { browserKeep } from './keep.ts';
import { updates } from '../offline/updates.svelte.ts';
import { Kiosk } from './kiosk.svelte.ts';
import './kiosk.css';
import KioskPage from './Kiosk.svelte';
import { wipe } from './wipe.ts';

/** A kiosk is never opened anew by itself, so it looks for a newer page so often. */
const lookMs = 3_600_000;
/** A newer page has so long to take over. */
const changeMs = 5000;

function reopen(): void {
  location.reload();
}

/** Opens the kiosk over the three models. */
export async function openKiosk(target: HTMLElement): Promise<void> {
  await loadWords('kiosk');
  const models = new URL(modelsUrl());
  const reload = (): void => {
    // A newer page that waits opens by itself; the older one would only come back.
    if (updates.takeNow()) setTimeout(reopen, changeMs);
    else reopen();
  };
  const kiosk = new Kiosk({
    clients: {
      gpt2: createModelClient('gpt2'),
      dalle: createModelClient('dalle'),
      diffusion: createModelClient('diffusion'),
    },
    models,
    world: new URL('world.json', models),
    runs: new URL('../runs/', models),
    keep: browserKeep(),
    wipe: (first) => {
      wipe(globalThis);
      void language.choose(first);
    },
    reload,
    changeOver: () => {
      if (updates.status !== 'ready') return false;
      void updates.take();
      return true;
    },
  });
  setInterval(() => void updates.check(), lookMs);
  const [first] = kiosk.choices.languages;
  if (!kiosk.settings.isNew && first !== undefined) await language.choose(first);
  const pictures = new URL('../kiosk/', models);
  mount(KioskPage, { target, props: { kiosk, pictures, onReload: reload } });
  const { keepInBackground } = await import('../offline/inBackground.ts');
  void keepInBackground(models);
}

/** Opens what the kiosk of this machine has noted of its days. */
export async function openHealth(target: HTMLElement): Promise<void> {
  await loadWords('kiosk');
  mount(Health, { target, props: { health: new HealthBook(browserKeep()) } });
}
