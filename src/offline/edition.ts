import type { PackFile } from '../packs/manifest.ts';

/**
 * One build of the page: every file it is made of but the packs' own, which models/manifest.json
 * lists. Made by the build (.ci/build/edition.ts) and written into the service worker.
 */
export interface Edition {
  /** The sha256 of the list. */
  version: string;
  /** Named from the page's folder. */
  files: readonly PackFile[];
}

/** Where a page finds the edition it belongs to. */
export const editionPath = 'edition.json';
/** The manifest of the packs, from the page's folder; itself a file of the edition. */
export const manifestPath = 'models/manifest.json';
/** The message by which a page lets a waiting service worker take over. */
export const takeOver = 'windowsill:take-over';
/** The message by which a newer service worker asks the one at work for its `Kept`; it brings a port. */
export const whatIsKept = 'windowsill:what-is-kept';

/** What of an edition and its packs a browser keeps. */
export interface Kept {
  /** Named from the page's folder. */
  paths: readonly string[];
  /** Whether that is everything. */
  isWhole: boolean;
}
