import type { Reading } from '../../core/lexicon.ts';
import type { DreamRequest, Pixels, SamplerName } from '../../core/run.ts';
import type { Clients } from '../../state/run.svelte.ts';

/** What the further controls need of the page around them. */
export interface ControlsDesk {
  clients: Clients;
  /** How any text is read by the models. */
  read: (text: string) => Reading;
  /** Stable Diffusion's request as a run would make it now, with that seed; null where the prompt says nothing. */
  dreamOf: (seed: number) => DreamRequest | null;
  /** The sampler that is set, while a Stable Diffusion from elsewhere runs in place of the shipped one; else null. */
  broughtSampler: () => SamplerName | null;
  /** The dream that is shown; null where there is none. */
  picture: () => Pixels | null;
  /** Whether a run is on its way. */
  running: () => boolean;
}
