import type { SavedFile } from '../state/savedFile.ts';

/** How long a browser may take to begin a download before its source is let go. */
const patienceMs = 10_000;

/** Hands a file to the person, as the browser's download. */
export function download({ name, blob }: SavedFile): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, patienceMs);
}
