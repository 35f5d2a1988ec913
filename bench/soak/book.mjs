/** The file in which a soak goes on over several sittings. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** What has been measured so far; an empty soak where there is no file. */
export function readBook(path) {
  if (!existsSync(path)) return { sittings: [], faults: [] };
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Written whole beside the file and then moved: a soak that is killed leaves a book that can be read. */
export function writeBook(path, book) {
  const lines = JSON.stringify(book, null, 1)
    // One visit a line.
    .replace(/\{\s+"number"[^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)?\}/g, (visit) =>
      visit.replace(/\s*\n\s*/g, ' '),
    );
  writeFileSync(`${path}.part`, `${lines}\n`);
  renameSync(`${path}.part`, path);
}
