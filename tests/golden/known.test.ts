import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseKnown } from '../../src/core/known.ts';
import { families } from '../../src/core/run.ts';
import { verdictOf, type SurveyEvent } from '../../src/core/survey.ts';
import { wasmRuntime } from '../../src/engines/runtime.ts';
import { createSurvey } from '../../src/engines/survey.ts';
import { parseManifest } from '../../src/packs/manifest.ts';
import { noStore } from '../../src/packs/store.ts';
import { diskFolder } from '../fakes/folder.ts';
import { allEvents, never } from '../fakes/shipped.ts';

// models/known.json is written by `python -m training.golden.known` from the shipped packs.

const folder = fileURLToPath(new URL('../../models', import.meta.url));
const read = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');
const known = parseKnown(read('known.json'));

describe('the known answers', () => {
  it('are those of the packs that ship', () => {
    const manifest = parseManifest(JSON.parse(read('manifest.json')));
    for (const { pack, path, sha256 } of known) {
      const listed = manifest.get(pack)?.files.find((file) => file.path === path);
      expect([path, listed?.sha256]).toEqual([path, sha256]);
    }
  });

  it('are what every shipped graph answers on the processor', async () => {
    let clockMs = 0;
    const survey = createSurvey(new URL('http://x/models/'), diskFolder(folder), noStore, {
      processor: wasmRuntime,
      graphics: () => Promise.resolve(null),
      // A clock that runs fast: each graph is run three times.
      now: () => (clockMs += 1000),
    });
    const device = { provider: 'wasm', threads: 1 } as const;
    const events = await allEvents(survey.run({ device, families }, never));
    const tried = events.filter((event): event is Tried => event.type === 'tried');
    const unright = tried.filter(({ outcome }) => outcome.kind !== 'right');
    expect(unright.map(({ path, outcome }) => [path, outcome])).toEqual([]);
    expect(tried).toHaveLength(known.length);
    for (const family of families) {
      const verdict = verdictOf(family, [{ device, tried }], 1);
      expect(verdict?.graphs.every(({ placement }) => placement.why === 'only')).toBe(true);
    }
  });
});

type Tried = Extract<SurveyEvent, { type: 'tried' }>;
