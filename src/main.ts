import { mount } from 'svelte';
import App from './App.svelte';
import { createModelClient, modelsUrl } from './bridge/client.ts';
import './ui/theme.css';

const target = document.getElementById('page');
if (target === null) throw new Error('index.html has no #page');

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
