/** One trained part of a pack; the lists run alongside `steps`, and are empty where nothing was noted. */
export interface TrainingPart {
  name: string;
  steps: readonly number[];
  loss: readonly number[];
  heldoutLoss: readonly number[];
  /** Shares of right answers, in [0, 1]. */
  accuracy: readonly number[];
  /** Likeness of a rebuilt picture to the original, dB. */
  psnr: readonly number[];
}

/** What the model made of a fixed prompt and seed at a checkpoint; `file` is relative to the pack. */
export interface TrainingSample {
  step: number;
  prompt: string;
  file: string;
}

/** A pack's training.json: recorded while the very weights were trained. */
export interface TrainingTrace {
  machine: string;
  seconds: number;
  parts: readonly TrainingPart[];
  samples: readonly TrainingSample[];
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function numbersOf(value: unknown): number[] {
  return listOf(value).map((entry) => (typeof entry === 'number' ? entry : Number.NaN));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function partOf(value: unknown): TrainingPart {
  const raw = recordOf(value);
  const accuracy = numbersOf(raw['accuracy']);
  // The picture tokenizer notes its decibels as accuracy.
  const isShare = accuracy.every((share) => !(share > 1));
  return {
    name: textOf(raw['name']),
    steps: numbersOf(raw['steps']),
    loss: numbersOf(raw['loss']),
    heldoutLoss: numbersOf(raw['heldout_loss']),
    accuracy: isShare ? accuracy : [],
    psnr: isShare ? numbersOf(raw['psnr']) : accuracy,
  };
}

function sampleOf(value: unknown): TrainingSample {
  const raw = recordOf(value);
  return { step: Number(raw['step']), prompt: textOf(raw['prompt']), file: textOf(raw['file']) };
}

/** The parsed trace, or null where it tells nothing that can be shown. */
export function parseTraining(json: unknown): TrainingTrace | null {
  const raw = recordOf(json);
  const parts = listOf(raw['parts'])
    .map(partOf)
    .filter((part) => part.steps.length > 1 && part.loss.length === part.steps.length);
  const samples = listOf(raw['samples'])
    .map(sampleOf)
    .filter(({ step, file }) => Number.isFinite(step) && file !== '');
  if (parts.length === 0) return null;
  const seconds = typeof raw['seconds'] === 'number' ? raw['seconds'] : 0;
  return { machine: textOf(raw['machine']), seconds, parts, samples };
}
