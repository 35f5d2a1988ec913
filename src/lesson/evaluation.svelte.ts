import type { Family } from '../core/run.ts';
import { fields, maybe, number, record, text, type Schema } from '../core/schema.ts';

/** What was measured of a shipped pack, from its evaluation.json; what was not measured is absent. */
export interface Evaluation {
  /** Of pictures: the share that showed what was asked, by task. */
  tasks?: Readonly<Record<string, number>>;
  overall?: number;
  steps?: number;
  guidance?: number;
  sampler?: string;
  prompts?: number;
  images?: number;
  /** Overall score of the shipped weights minus that of the weights before they were quantised. */
  quantised_minus_fp32?: number | null;
  /** Of stories, as shares. */
  on_topic?: number;
  heldout_loss?: number;
  heldout_loss_before_quantisation?: number;
}

const share = maybe(number(0, 1));

const shares: Schema<Readonly<Record<string, number>>> = (value, where) =>
  Object.fromEntries(
    Object.entries(record(value, where)).map(([name, one]) => [name, number(0, 1)(one, name)]),
  );

const orNull: Schema<number | null> = (value, where) =>
  value === null ? null : number(-1, 1)(value, where);

const evaluationOf = fields<Evaluation>({
  tasks: maybe(shares),
  overall: share,
  steps: maybe(number(0)),
  guidance: maybe(number(0)),
  sampler: maybe(text(60)),
  prompts: maybe(number(0)),
  images: maybe(number(0)),
  quantised_minus_fp32: maybe(orNull),
  on_topic: share,
  heldout_loss: maybe(number(0)),
  heldout_loss_before_quantisation: maybe(number(0)),
});

const folders: Record<Family, string> = {
  gpt2: 'gpt2',
  dalle: 'dalle',
  diffusion: 'stable-diffusion',
};

/** The evaluations of the three packs, fetched once asked for; null where one cannot be read. */
export class Evaluations {
  #found = $state.raw<Partial<Record<Family, Evaluation | null>>>({});

  of(family: Family): Evaluation | null {
    return this.#found[family] ?? null;
  }

  /** `models` is where the models folder is. */
  async load(models: URL): Promise<void> {
    const entries = await Promise.all(
      (Object.entries(folders) as [Family, string][]).map(
        async ([family, folder]) =>
          [family, await read(`${models.href}${folder}/evaluation.json`)] as const,
      ),
    );
    this.#found = Object.fromEntries(entries);
  }
}

async function read(url: string): Promise<Evaluation | null> {
  try {
    const response = await fetch(url);
    return response.ok ? evaluationOf(await response.json(), 'evaluation') : null;
  } catch {
    return null;
  }
}
