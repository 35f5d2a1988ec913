import { number, percent } from '../i18n/format.svelte.ts';
import { words } from '../i18n/words.svelte.ts';
import type { Epoch } from '../state/trainingEpochs.ts';
import type { Observation } from '../state/trainingObservation.ts';

/** A loss to three digits that count. */
export function lossText(loss: number): string {
  return number(loss, { maximumSignificantDigits: 3 });
}

/** What a trained part is called; its own name where the page has no word for it. */
export function partName(part: string): string {
  const { parts } = words.traces.training;
  return Object.hasOwn(parts, part) ? parts[part as keyof typeof parts] : part;
}

/** What a part's share of right answers counts. */
export function rightsName(part: string): string {
  const { rights } = words.traces.training;
  return Object.hasOwn(rights, part) ? rights[part as keyof typeof rights] : rights.other;
}

/** An epoch's share of right answers, or its likeness in dB, or a dash. */
export function accuracyText({ accuracy, psnr }: Epoch): string {
  if (accuracy !== null) return percent(accuracy);
  return psnr === null ? words.traces.training.nothing : `${number(psnr, decimal)} dB`;
}

const decimal = { maximumFractionDigits: 1 } as const;

/** An observation as a sentence. */
export function observationText(observation: Observation): string {
  const { seen } = words.traces.training;
  switch (observation.kind) {
    case 'start':
      return observation.accuracy !== null && observation.accuracy < 0.05
        ? seen.startBlind
        : seen.start;
    case 'restart':
      return seen.restart(lossText(observation.from), lossText(observation.to));
    case 'recovered':
      return seen.recovered(lossText(observation.loss));
    case 'fastest':
      return seen.fastest(percent(observation.fall));
    case 'mark':
      return seen.mark(percent(observation.mark));
    case 'parting':
      return seen.parting(percent(observation.gap));
    case 'rise':
      return seen.rise(percent(observation.rise));
    case 'plateau':
      return seen.plateau;
    case 'fall':
      return seen.fall(percent(observation.fall));
    case 'clearer':
      return seen.clearer(number(observation.gain, decimal));
    case 'silent':
      return seen.silent;
    case 'end':
      return observation.isStillFalling
        ? seen.endFalling(percent(observation.left))
        : seen.endStill(percent(observation.left));
  }
}
