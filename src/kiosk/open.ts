import { mount } from 'svelte';
import { createModelClient, modelsUrl } from '../bridge/client.ts';
import { language, loadWords } from '../i18n/words.svelte.ts';
import { HealthBook } from './health.svelte.ts';
import Health from './Health.svelte';
import { browserKeep } from './keep.ts';
import { Kiosk } from './kiosk.svelte.ts';
import './kiosk.css';
import KioskPage from './Kiosk.svelte';
import { wipe } from './wipe.ts';

/** Opens the kiosk over the three models. */
export async function openKiosk(target: HTMLElement): Promise<void> {
  await loadWords('kiosk');
  const models = new URL(modelsUrl());
  const reload = (): void => {
    location.reload();
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
  });
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
