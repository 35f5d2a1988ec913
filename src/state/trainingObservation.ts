import { judgedLosses, type Epoch } from './trainingEpochs.ts';

/** What an epoch's numbers say beside those before it; shares and changes in [0, 1]. */
export type Observation =
  | { kind: 'start'; accuracy: number | null }
  | { kind: 'restart'; from: number; to: number }
  | { kind: 'recovered'; loss: number }
  | { kind: 'fastest'; fall: number }
  | { kind: 'mark'; mark: number }
  | { kind: 'parting'; gap: number }
  | { kind: 'rise'; rise: number }
  | { kind: 'plateau' }
  | { kind: 'fall'; fall: number }
  | { kind: 'clearer'; gain: number }
  | { kind: 'silent' }
  | { kind: 'end'; left: number; isStillFalling: boolean };

/** Shares of right answers that are worth a word when they are first passed. */
const marks = [0.25, 0.5, 0.75, 0.9, 0.95];
/** A loss that grows by so much did not slip: the training was begun again or given harder examples. */
const restartRise = 0.15;
/** Changes below this are none. */
const noticeable = 0.01;
/** How much worse unseen examples must be, and how much more so than before, to be worth a word. */
const partingGap = 0.1;
const partingGrowth = 0.05;
/** dB. */
const noticeableGain = 0.1;

/** One observation an epoch, worked out from the numbers alone; the first rule that fits speaks. */
export function observationsOf(epochs: readonly Epoch[]): Observation[] {
  const losses = judgedLosses(epochs);
  const changes = losses.map((loss, at) => changeOf(losses[at - 1] ?? null, loss));
  const fastest = fastestOf(changes, losses);
  return epochs.map((_, at) => {
    const view: View = { epochs, losses, changes, at, fastest };
    for (const rule of rules) {
      const observation = rule(view);
      if (observation !== null) return observation;
    }
    return { kind: 'silent' };
  });
}

interface View {
  epochs: readonly Epoch[];
  losses: readonly (number | null)[];
  /** Against the epoch before: -0.1 is a fall by a tenth. */
  changes: readonly (number | null)[];
  at: number;
  fastest: number;
}

type Rule = (view: View) => Observation | null;

const rules: readonly Rule[] = [
  start,
  end,
  restart,
  fastestFall,
  mark,
  recovered,
  parting,
  change,
  clearer,
];

function start({ epochs, at }: View): Observation | null {
  return at === 0 ? { kind: 'start', accuracy: epochs[0]?.accuracy ?? null } : null;
}

function end({ epochs, losses, changes, at }: View): Observation | null {
  const [first, last] = [losses.find((loss) => loss !== null), losses[at]];
  if (at < epochs.length - 1 || first == null || last == null) return null;
  const before = changes[at] ?? 0;
  return { kind: 'end', left: last / first, isStillFalling: before <= -noticeable };
}

function restart({ losses, changes, at }: View): Observation | null {
  const [from, to, rise] = [losses[at - 1], losses[at], changes[at]];
  return from != null && to != null && rise != null && rise >= restartRise
    ? { kind: 'restart', from, to }
    : null;
}

function fastestFall({ changes, at, fastest }: View): Observation | null {
  const fall = changes[at];
  return at === fastest && fall != null ? { kind: 'fastest', fall: -fall } : null;
}

/** The highest mark that no epoch before had passed. */
function mark({ epochs, at }: View): Observation | null {
  const now = epochs[at]?.accuracy ?? null;
  if (now === null) return null;
  const before = Math.max(0, ...epochs.slice(0, at).map(({ accuracy }) => accuracy ?? 0));
  const passed = marks.findLast((share) => now >= share && before < share);
  return passed === undefined ? null : { kind: 'mark', mark: passed };
}

/** The first epoch below all before it after a restart. */
function recovered({ losses, changes, at }: View): Observation | null {
  const loss = losses[at] ?? null;
  const begun = changes.slice(0, at).findLastIndex((rise) => rise !== null && rise >= restartRise);
  if (loss === null || begun < 0) return null;
  const least = (from: number, to: number) =>
    Math.min(...losses.slice(from, to).map((each) => each ?? Infinity));
  const best = least(0, begun);
  return loss < best && least(begun, at) >= best ? { kind: 'recovered', loss } : null;
}

function gapOf(epoch: Epoch | undefined): number | null {
  if (epoch?.loss == null || epoch.heldoutLoss === null) return null;
  return epoch.heldoutLoss / epoch.loss - 1;
}

/** Unseen examples become harder for it than those it practised. */
function parting({ epochs, at }: View): Observation | null {
  const gap = gapOf(epochs[at]);
  const before =
    epochs
      .slice(0, at)
      .map(gapOf)
      .findLast((each) => each !== null) ?? 0;
  if (gap === null || gap < partingGap || gap - before < partingGrowth) return null;
  return { kind: 'parting', gap };
}

function change({ changes, at }: View): Observation | null {
  const now = changes[at] ?? null;
  if (now === null) return null;
  if (now > noticeable) return { kind: 'rise', rise: now };
  return now < -noticeable ? { kind: 'fall', fall: -now } : { kind: 'plateau' };
}

function clearer({ epochs, at }: View): Observation | null {
  const [before, now] = [epochs[at - 1]?.psnr, epochs[at]?.psnr];
  if (before == null || now == null) return null;
  return now - before >= noticeableGain ? { kind: 'clearer', gain: now - before } : null;
}

function changeOf(before: number | null, now: number | null): number | null {
  return before === null || now === null ? null : now / before - 1;
}

/**
 * Where the loss fell by the largest share to what it had never been before: making good a jump is no
 * speed. -1 where it never fell.
 */
function fastestOf(
  changes: readonly (number | null)[],
  losses: readonly (number | null)[],
): number {
  const isLowest = (at: number) =>
    (losses[at] ?? Infinity) < Math.min(...losses.slice(0, at).map((each) => each ?? Infinity));
  const falls = changes.map((change, at) => (isLowest(at) ? Math.max(0, -(change ?? 0)) : 0));
  const most = Math.max(...falls);
  return most === 0 ? -1 : falls.indexOf(most);
}
