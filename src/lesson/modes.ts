/** Nine ways of meeting the same run, in the order in which they are offered. */
export const modeNames = [
  'explain',
  'why',
  'visualize',
  'deep',
  'metrics',
  'experiment',
  'try',
  'challenge',
  'recall',
] as const;
export type ModeName = (typeof modeNames)[number];

/** What a page can have open below the prompt; the lower ones come with their code and words when first shown. */
export type PartName =
  'strip' | 'rooms' | 'keep' | 'pipeline' | 'training' | 'prediction' | LazyPartName;
export type LazyPartName = ModeOwnPart | 'quiz' | 'insight';
type ModeOwnPart = Exclude<ModeName, 'visualize'>;

export interface Mode {
  name: ModeName;
  /** How long it takes someone who reads everything. */
  minutes: number;
  /** What is open, in this order. */
  parts: readonly PartName[];
  /** Whether runs are asked to tell of their own working while the mode is open. */
  explains: boolean;
}

function oneRoom(name: ModeOwnPart, minutes: number, explains = false): Mode {
  return { name, minutes, parts: ['strip', name], explains };
}

export const modes: Readonly<Record<ModeName, Mode>> = {
  explain: oneRoom('explain', 6),
  why: oneRoom('why', 3),
  visualize: {
    name: 'visualize',
    minutes: 12,
    parts: ['rooms', 'keep', 'pipeline', 'training', 'prediction', 'quiz', 'insight'],
    explains: false,
  },
  deep: oneRoom('deep', 15, true),
  metrics: oneRoom('metrics', 8),
  experiment: oneRoom('experiment', 15),
  try: oneRoom('try', 10),
  challenge: oneRoom('challenge', 10),
  recall: oneRoom('recall', 5),
};

/** What the page shows outside every mode. */
export const plainParts: readonly PartName[] = [
  'rooms',
  'keep',
  'pipeline',
  'training',
  'prediction',
];

/** The mode that follows among those that are offered; none after the last. */
export function modeAfter(
  name: ModeName,
  offered: readonly ModeName[] = modeNames,
): ModeName | null {
  const later = modeNames.slice(modeNames.indexOf(name) + 1);
  return later.find((one) => offered.includes(one)) ?? null;
}

export function isModeName(name: unknown): name is ModeName {
  return modeNames.some((known) => known === name);
}
