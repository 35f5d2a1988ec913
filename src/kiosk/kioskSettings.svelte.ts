import { families, type Family } from '../core/run.ts';
import { fields, flag, list, maybe, oneOf, text, whole } from '../core/schema.ts';
import { httpAddress } from './address.ts';
import { readEntry, writeEntry, type Keep } from './keep.ts';
import { pinSchema, type KeptPin } from './pin.ts';

/** What the staff decide, kept on this machine. */
export interface KioskChoices {
  /** Seconds without a touch until the warning, and from the warning to the fresh start. */
  quietSeconds: number;
  warningSeconds: number;
  /** The languages that visitors may choose from; the first is the one the kiosk begins with. */
  languages: readonly string[];
  /** The models that run. */
  models: readonly Family[];
  /** Steps of Stable Diffusion. */
  steps: number;
  /** Whether the models draw while nobody is there; recorded runs are shown otherwise. */
  drawsAlone: boolean;
  theme: 'system' | 'light' | 'dark';
  /** Where visitors' phones find this page, for the code of a link; empty where they cannot. */
  address: string;
}

export const defaults: KioskChoices = {
  quietSeconds: 60,
  warningSeconds: 30,
  languages: ['en', 'es', 'fr'],
  models: families,
  steps: 20,
  drawsAlone: true,
  theme: 'system',
  address: '',
};

const choicesOf = fields<KioskChoices>({
  quietSeconds: whole(10, 3600),
  warningSeconds: whole(20, 600),
  languages: list(text(8), 30),
  models: list(oneOf(families), 3),
  steps: whole(1, 50),
  drawsAlone: flag,
  theme: oneOf(['system', 'light', 'dark']),
  address: httpAddress,
});

interface Entry {
  choices: KioskChoices;
  pin?: KeptPin;
}

const entryOf = fields<Entry>({ choices: choicesOf, pin: maybe(pinSchema) });

/** The kiosk's settings; what storage refuses lasts until the page is left. */
export class KioskSettings {
  readonly #keep: Keep;
  #choices = $state.raw<KioskChoices>(defaults);
  #pin = $state.raw<KeptPin | null>(null);
  /** Whether the staff have been here: a PIN was set, or done without. */
  readonly isNew: boolean;

  constructor(keep: Keep) {
    this.#keep = keep;
    const entry = readEntry(keep, 'settings', entryOf);
    // Where nothing can be kept a reload must not end in the setting up.
    this.isNew = entry === null && keep !== null;
    if (entry === null) return;
    this.#choices = entry.choices;
    this.#pin = entry.pin ?? null;
  }

  get choices(): KioskChoices {
    return this.#choices;
  }

  /** Null where the settings cannot be opened. */
  get pin(): KeptPin | null {
    return this.#pin;
  }

  /** Keeps what the staff chose; false where it lasts only until the page is left. */
  save(choices: KioskChoices, pin: KeptPin | null): boolean {
    this.#choices = choices;
    this.#pin = pin;
    return writeEntry(this.#keep, 'settings', { choices, ...(pin === null ? {} : { pin }) });
  }
}
