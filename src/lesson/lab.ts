import type { Component } from 'svelte';
import type { Classroom } from '../classroom/classroom.svelte.ts';
import type { Run, Clients } from '../state/run.svelte.ts';
import type { Settings } from '../state/settings.svelte.ts';
import type { Places } from './places.svelte.ts';

/** What a mode needs to try things out beyond the run that is shown. */
export interface Lab {
  /** The live models: they are loaded with the first thing that is tried. */
  clients: Clients;
  /** Where the models folder is. */
  models: URL;
  /** What the next run is made with. */
  settings: Settings;
  places: Places;
  /** What may be tried: all of it, unless a class says otherwise. */
  rules: Pick<Classroom, 'runs' | 'mayType' | 'keep' | 'allows'>;
}

/** What each part of the lesson is given. */
export interface PartProps {
  /** The learner's run, live or replayed. */
  run: Run;
  lab: Lab;
}

export type PartComponent = Component<PartProps>;
