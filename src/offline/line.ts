/** What browsers tell of the line, where they do: https://wicg.github.io/netinfo/ */
interface Line {
  saveData?: boolean;
  effectiveType?: string;
  type?: string;
  /** Megabits a second. */
  downlink?: number;
}

function line(): Line {
  return (navigator as { connection?: Line }).connection ?? {};
}

/** Whether what is downloaded may cost money or long waiting, so that it is asked for first. */
function isDear(): boolean {
  const { saveData, effectiveType = '4g', type } = line();
  return saveData === true || effectiveType !== '4g' || type === 'cellular';
}

/**
 * Settles once the copy may be kept without anybody asking: a service worker stands ready to serve it,
 * which is so for the built page only. Never settles where there is none, or where the line is dear.
 */
export async function mayKeepUnasked(): Promise<void> {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  if (serviceWorker === undefined || isDear()) await new Promise<never>(() => undefined);
  await serviceWorker?.ready;
}

/** How long so many bytes should take, in milliseconds; null where the browser does not say. */
export function expectedMs(bytes: number): number | null {
  const { downlink } = line();
  return downlink === undefined || downlink === 0 ? null : (bytes * 8) / (downlink * 1000);
}
