/**
 * The page on fake models, for looking at and for tests; never part of the build.
 * `?pace=20` sets milliseconds between events, `?fail=dalle` lets one model fail,
 * `?stuck=diffusion` keeps one from ending, `?stuck=gpt2&at=loading` from loading.
 */
import { mount } from 'svelte';
import App from '../../src/App.svelte';
import { language } from '../../src/i18n/words.svelte.ts';
import '../../src/ui/theme.css';
import type { Family } from '../../src/core/run.ts';
import { fakeModel, type Manner } from '../fakes/model.ts';

const asked = new URLSearchParams(location.search);

function mannerOf(family: Family): Manner {
  const manner: Manner = { paceMs: Number(asked.get('pace') ?? 12) };
  if (asked.get('fail') === family) manner.failure = 'packBroken';
  if (asked.get('stuck') === family) {
    manner.stuckAt = asked.get('at') === 'loading' ? 'loading' : 'running';
  }
  return manner;
}

const target = document.getElementById('page');
if (target === null) throw new Error('no #page');
await language.begin();
mount(App, {
  target,
  props: {
    clients: {
      gpt2: fakeModel('gpt2', mannerOf('gpt2')),
      dalle: fakeModel('dalle', mannerOf('dalle')),
      diffusion: fakeModel('diffusion', mannerOf('diffusion')),
    },
    models: new URL(asked.get('models') ?? '/models/', location.href),
  },
});
