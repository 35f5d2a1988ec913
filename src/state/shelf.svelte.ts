import { fields, list, text, whole } from '../core/schema.ts';

/** A recorded run that ships with the page. */
export interface ShelvedRun {
  /** In the folder of runs. */
  file: string;
  prompt: string;
  bytes: number;
}

const folderName = /^[a-z0-9-]+\.windowsill$/;

const parseIndex = fields<{ runs: ShelvedRun[] }>({
  runs: list(fields<ShelvedRun>({ file: text(100), prompt: text(300), bytes: whole(1, 64e6) }), 20),
});

/** The recorded runs that ship with the page, to be watched before any model is there; none where they are missing. */
export class Shelf {
  readonly #folder: string;
  #runs = $state.raw<readonly ShelvedRun[]>([]);

  /** `folder` holds index.json and the runs. */
  constructor(folder: URL) {
    this.#folder = folder.href;
  }

  get runs(): readonly ShelvedRun[] {
    return this.#runs;
  }

  async load(): Promise<void> {
    try {
      const response = await fetch(`${this.#folder}index.json`);
      if (!response.ok) return;
      const { runs } = parseIndex(await response.json(), 'index');
      this.#runs = runs.filter(({ file }) => folderName.test(file));
    } catch {
      // Without recorded runs the page offers none.
    }
  }

  /** The file of a run. */
  async take({ file }: ShelvedRun): Promise<Blob> {
    const response = await fetch(`${this.#folder}${file}`);
    if (!response.ok) throw new Error(`${file} is not there`);
    return response.blob();
  }
}
