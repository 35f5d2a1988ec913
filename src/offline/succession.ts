import { packFiles } from '../packs/keep.ts';
import type { Manifest, PackFile } from '../packs/manifest.ts';
import { whatIsKept, type Edition, type Kept } from './edition.ts';

const nothing: Kept = { paths: [], isWhole: false };
const patienceMs = 5000;

/**
 * What the service worker at work keeps. One that does not answer, as those of the first editions, counts
 * as keeping nothing: the page keeps the newer edition then, and asks first where the line is dear.
 */
export function keptBy(active: Pick<ServiceWorker, 'postMessage'>): Promise<Kept> {
  const { port1, port2 } = new MessageChannel();
  return new Promise<Kept>((resolve) => {
    const timer = setTimeout(resolve, patienceMs, nothing);
    port1.onmessage = ({ data }: MessageEvent<Kept>) => {
      clearTimeout(timer);
      resolve(data);
    };
    active.postMessage(whatIsKept, [port2]);
  }).finally(() => {
    port1.close();
  });
}

/**
 * The files of a newer edition that are fetched before it may take over: all where the copy was whole, so
 * that it stays whole; else those that were kept under the same path, since nobody has asked for the rest.
 */
export function filesToFollow(edition: Edition, manifest: Manifest, kept: Kept): PackFile[] {
  const files = [...edition.files, ...packFiles(manifest)];
  return kept.isWhole ? files : files.filter(({ path }) => kept.paths.includes(path));
}
