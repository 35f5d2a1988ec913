import { mount } from 'svelte';
import App from './App.svelte';
import { createModelClient, modelsUrl } from './bridge/client.ts';

/** The lesson, over the three models; no worker starts before it is needed. */
export function openApp(target: HTMLElement): void {
  mount(App, {
    target,
    props: {
      clients: {
        gpt2: createModelClient('gpt2'),
        dalle: createModelClient('dalle'),
        diffusion: createModelClient('diffusion'),
      },
      models: new URL(modelsUrl()),
    },
  });
}
