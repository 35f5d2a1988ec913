/** What some browsers tell of the line: https://wicg.github.io/netinfo/ */
interface Line {
  saveData?: boolean;
  effectiveType?: string;
  type?: string;
  /** Megabits a second. */
  downlink?: number;
}

function line(): Line | undefined {
  return (navigator as { connection?: Line }).connection;
}

/**
 * Whether what is downloaded may cost money or long waiting, so that it is asked for first. Of a phone whose
 * browser does not tell, nobody can know.
 */
function isDear(): boolean {
  const told = line();
  if (told === undefined) return matchMedia('(pointer: coarse)').matches;
  const { saveData, effectiveType = '4g', type } = told;
  return saveData === true || effectiveType !== '4g' || type === 'cellular';
}

/** Settles once the copy may be kept without anybody asking; never where the line may be dear. */
export async function mayKeepUnasked(): Promise<void> {
  if (isDear()) await never();
  await canServe();
}

/**
 * Settles once a service worker stands ready to serve the copy, which is so for the built page only;
 * never where there is none.
 */
export async function canServe(): Promise<void> {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  if (serviceWorker === undefined) await never();
  await serviceWorker?.ready;
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

/** How long so many bytes should take, in milliseconds; null where the browser does not say. */
export function expectedMs(bytes: number): number | null {
  const { downlink } = line() ?? {};
  return downlink === undefined || downlink === 0 ? null : (bytes * 8) / (downlink * 1000);
}
