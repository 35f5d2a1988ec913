import type { PackFolder } from './packFolder.ts';
import { parseTraining, type TrainingTrace } from './trainingTrace.ts';

/** The training of one shipped pack; null until it has come, and where it is not recorded. */
export class TrainingFile {
  readonly #folder: PackFolder;
  #trace = $state.raw<TrainingTrace | null>(null);
  #isSettled = $state(false);

  constructor(folder: PackFolder) {
    this.#folder = folder;
  }

  get trace(): TrainingTrace | null {
    return this.#trace;
  }

  /** Whether it is known if there is a trace. */
  get isSettled(): boolean {
    return this.#isSettled;
  }

  async load(): Promise<void> {
    this.#trace = parseTraining(await this.#folder.json('training.json'));
    this.#isSettled = true;
  }
}
