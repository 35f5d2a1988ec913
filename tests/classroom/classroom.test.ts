import { readdir, readFile } from 'node:fs/promises';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Classroom } from '../../src/classroom/classroom.svelte.ts';
import { csvOf } from '../../src/classroom/csv.ts';
import { draftOf, emptyDraft, planOfDraft } from '../../src/classroom/draft.ts';
import { fitOf, rathersRuns } from '../../src/classroom/fitting.ts';
import { mostEntries, PromptLog } from '../../src/classroom/log.ts';
import { measure } from '../../src/classroom/measure.ts';
import {
  fileOfPlan,
  fragmentOfPlan,
  planOf,
  planOfFile,
  planOfFragment,
  textOfFile,
  type ClassPlan,
} from '../../src/classroom/plan.ts';
import {
  fileOfResults,
  merged,
  resultsOfFile,
  scoreOf,
  tableOf,
  withAnswer,
  type Handed,
  type Results,
} from '../../src/classroom/results.ts';
import { WordList } from '../../src/classroom/wordList.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Recipe } from '../../src/core/recipe.ts';
import { decodeRecording, type Recording } from '../../src/core/recording.ts';
import type { DreamRequest, Family, RunEvent } from '../../src/core/run.ts';
import { parseWorld, type World } from '../../src/core/world.ts';
import english from '../../src/i18n/en/classroom.ts';
import french from '../../src/i18n/fr/classroom.ts';
import { told } from '../../src/i18n/failure.ts';
import { listSeparator } from '../../src/i18n/format.svelte.ts';
import { loadSpeeches } from '../../src/i18n/speeches.ts';
import { language } from '../../src/i18n/words.svelte.ts';
import { Live } from '../../src/state/live.svelte.ts';
import { oneAtATime } from '../../src/state/oneAtATime.ts';
import { onlyWords } from '../../src/state/onlyWords.ts';
import { Run } from '../../src/state/run.svelte.ts';
import { damaged, dice } from '../fakes/damage.ts';
import { clientsOf, settle, smallSettings } from '../fakes/run.ts';
import { fakeStorage } from '../fakes/storage.ts';
import { fakeRecording } from '../fakes/takes.ts';

const plan: ClassPlan = {
  name: '4.º B «Los búhos»',
  languages: ['es', 'en'],
  modes: ['explain', 'visualize'],
  models: ['gpt2', 'diffusion'],
  prompts: { kind: 'list', prompts: ['Un gato en la nieve', 'A red car on a street'] },
  quizLength: 6,
  log: { name: 'Ana, jefa de estudios', days: 14 },
};

const results: Results = {
  className: plan.name,
  pupil: 'Lía',
  madeAt: '2026-11-24T10:00:00.000Z',
  runs: 3,
  answers: [
    { id: 'noise', level: 'easy', right: true },
    { id: 'tokens', level: 'hard', right: false },
  ],
};

function handed(results: Results, place: number): Handed {
  return { file: `${String(place)}.json`, results };
}

/** "read", or the kind of the failure: anything else that is thrown fails the test. */
function kindOf(action: () => unknown): string {
  try {
    action();
    return 'read';
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.kind;
    throw thrown;
  }
}

afterEach(() => language.choose('en'));

describe('the plan of a class', () => {
  it('comes back from its link and from its file as it was', () => {
    expect(planOfFragment(fragmentOfPlan(plan))).toEqual(plan);
    expect(planOfFile(fileOfPlan(plan))).toEqual(plan);
    expect(fragmentOfPlan(plan)).toMatch(/^#class=[\w-]+$/);
  });

  it('comes back from the form as it was', () => {
    expect(planOfDraft(draftOf(plan))).toEqual({ plan });
    const free = planOf({ ...plan, prompts: { kind: 'free', childSafe: false }, log: undefined });
    expect(planOfDraft(draftOf(free))).toEqual({ plan: free });
  });

  it('is not made from a form that lacks something, which is named', () => {
    const whole = { ...emptyDraft(), name: 'A' };
    expect(planOfDraft(whole)).toHaveProperty('plan');
    expect(planOfDraft({ ...whole, name: ' ' })).toEqual({ amiss: 'name' });
    expect(planOfDraft({ ...whole, models: [] })).toEqual({ amiss: 'models' });
    expect(planOfDraft({ ...whole, rule: 'list', list: ' \n' })).toEqual({ amiss: 'list' });
    expect(planOfDraft({ ...whole, logs: true })).toEqual({ amiss: 'log' });
  });

  it('has each sentence, mode and language once, however often it was listed', () => {
    const list = 'A cat\n a cat\nA cat \n\nA dog';
    const made = planOfDraft({ ...emptyDraft(), name: 'A', rule: 'list', list });
    const prompts = { kind: 'list', prompts: ['A cat', 'a cat', 'A dog'] };
    expect(made).toMatchObject({ plan: { prompts } });
    const many = Array<string>(60).fill('A cat').join('\n');
    expect(planOfDraft({ ...emptyDraft(), name: 'A', rule: 'list', list: many })).toMatchObject({
      plan: { prompts: { prompts: ['A cat'] } },
    });
    const twice = {
      languages: ['es', 'es'],
      modes: ['why', 'why'],
      prompts: { kind: 'list', prompts: ['A cat', 'A cat '] },
    };
    expect(planOf({ ...plan, ...twice })).toMatchObject({
      languages: ['es'],
      modes: ['why'],
      prompts: { prompts: ['A cat'] },
    });
  });

  it('leaves fragments that are no class alone', () => {
    for (const other of ['', '#', '#prompt=a&seed=7', '#classroom=x']) {
      expect(planOfFragment(other)).toBeNull();
    }
  });

  it('is refused when a value is not one of ours', () => {
    const bad: unknown[] = [
      { ...plan, name: '' },
      { ...plan, name: 'x'.repeat(81) },
      { ...plan, models: [] },
      { ...plan, models: ['gpt9'] },
      { ...plan, modes: ['<img src=x onerror=alert(1)>'] },
      { ...plan, languages: ['../en'] },
      { ...plan, quizLength: 2.5 },
      { ...plan, quizLength: 1e9 },
      { ...plan, prompts: { kind: 'list', prompts: [] } },
      { ...plan, prompts: { kind: 'list', prompts: Array(41).fill('a') } },
      { ...plan, prompts: { kind: 'all' } },
      { ...plan, log: { name: 'x', days: 0 } },
      null,
      [],
      'class',
    ];
    for (const value of bad) expect(kindOf(() => planOf(value))).toBe('unreadable');
  });

  it('is read or refused in words, however its link or file was damaged', () => {
    const file = new TextEncoder().encode(fileOfPlan(plan));
    const fragment = fragmentOfPlan(plan);
    for (let seed = 0; seed < 500; seed++) {
      const broken = new TextDecoder().decode(damaged(file, seed));
      expect(['read', 'unreadable']).toContain(kindOf(() => planOfFile(broken)));
      const roll = dice(seed);
      const letters = Array.from(fragment);
      for (let k = 0; k <= roll(5); k++) {
        letters[7 + roll(letters.length - 7)] = String.fromCharCode(33 + roll(94));
      }
      expect(['read', 'unreadable']).toContain(kindOf(() => planOfFragment(letters.join(''))));
    }
  });

  it('is refused when it is too large to be one, its file unread', async () => {
    expect(kindOf(() => planOfFragment(`#class=${'A'.repeat(20_000)}`))).toBe('unreadable');
    const file = new Blob([' '.repeat(200_000)]);
    const read = vi.spyOn(file, 'text');
    await expect(textOfFile(file)).rejects.toMatchObject({ told: { code: 'fileLarge' } });
    const room = new Classroom(null);
    await room.enterByFile(file);
    expect(room.failure).toMatchObject({ told: { code: 'fileLarge' } });
    expect(read).not.toHaveBeenCalled();
    expect(await textOfFile(new Blob([fileOfPlan(plan)]))).toBe(fileOfPlan(plan));
  });

  it('that cannot be read is told in the language of the page', async () => {
    const ways: [() => unknown, string][] = [
      [() => planOfFragment(`#class=${'A'.repeat(20_000)}`), 'El enlace es demasiado largo.'],
      [() => planOfFragment('#class=%%%'), 'El enlace está dañado.'],
      [() => planOfFile('{'), 'El archivo está dañado.'],
      [() => planOfFile('{"is":"x"}'), 'Es otro tipo de archivo.'],
    ];
    await language.choose('es');
    for (const [way, sentence] of ways) {
      expect(way).toThrow(Failure);
      try {
        way();
      } catch (thrown) {
        expect(told(thrown as Failure).detail).toBe(sentence);
      }
    }
  });
});

describe('what pupils hand in', () => {
  it('comes back from its file as it was', () => {
    expect(resultsOfFile(fileOfResults(results))).toEqual(results);
    expect(kindOf(() => resultsOfFile(fileOfPlan(plan)))).toBe('unreadable');
  });

  it('is read or refused in words, however it was damaged', () => {
    const file = new TextEncoder().encode(fileOfResults(results));
    for (let seed = 0; seed < 500; seed++) {
      const broken = new TextDecoder().decode(damaged(file, seed));
      expect(['read', 'unreadable']).toContain(kindOf(() => resultsOfFile(broken)));
    }
  });

  it('counts a question by its last answer', () => {
    const answers = withAnswer(results.answers, { id: 'tokens', level: 'hard', right: true });
    expect(scoreOf(answers)).toEqual({ asked: 2, right: 2 });
    expect(scoreOf(answers, 'hard')).toEqual({ asked: 1, right: 1 });
    expect(scoreOf(answers, 'medium')).toEqual({ asked: 0, right: 0 });
  });

  it('is merged so that of each pupil the newest counts, whatever the order', () => {
    const later = { ...results, pupil: ' lía ', madeAt: '2026-11-24T11:00:00.000Z', runs: 9 };
    const other = { ...results, pupil: 'Abel' };
    const nameless = [
      { ...results, pupil: '', madeAt: '2026-11-24T09:00:00.000Z' },
      { ...results, pupil: '', madeAt: '2026-11-24T09:01:00.000Z' },
    ];
    const all = [results, later, other, ...nameless].map(handed);
    for (const order of [all, all.toReversed()]) {
      const table = merged([], order);
      expect(table.all.map(({ results: { runs } }) => runs).sort()).toEqual([3, 3, 3, 9]);
      expect(table.replaced).toEqual([{ file: '0.json', by: '1.json' }]);
    }
    const one = all.slice(0, 1);
    expect(merged(one, one)).toEqual({ all: one, replaced: [] });
  });

  it('of two pupils of the same name stays of two, and of one who saved twice counts once', () => {
    const begun = (begunAt: string, madeAt: string): Results => ({ ...results, begunAt, madeAt });
    const [nine, ten, eleven] = ['09', '10', '11'].map((hour) => `2026-11-24T${hour}:00:00.000Z`);
    if (nine === undefined || ten === undefined || eleven === undefined) throw new Error('hours');
    const all = [begun(nine, ten), begun(ten, eleven), begun(nine, eleven)].map(handed);
    const table = merged(all.slice(0, 1), all.slice(1));
    expect(table.all.map(({ file }) => file).sort()).toEqual(['1.json', '2.json']);
    expect(table.replaced).toEqual([{ file: '0.json', by: '2.json' }]);
    expect(resultsOfFile(fileOfResults(begun(nine, ten)))).toEqual(begun(nine, ten));
  });

  it('of a pupil who adds or mends the name and hands in again counts once', () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-24T10:00:00Z') });
    const room = new Classroom(fakeStorage());
    room.enter(fragmentOfPlan(plan));
    const all = ['', 'Lia', 'Lía'].map((name, place) => {
      vi.advanceTimersByTime(60_000);
      room.call(name);
      return handed(resultsOfFile(fileOfResults(room.results ?? results)), place);
    });
    vi.useRealTimers();
    const table = merged([], all);
    expect(table.all.map(({ file }) => file)).toEqual(['2.json']);
    expect(table.replaced.map(({ file }) => file)).toEqual(['0.json', '1.json']);
  });

  it('becomes a table whose cells no spreadsheet takes for a formula', () => {
    const evil = { ...results, pupil: '=HYPERLINK("http://x","a,b")' };
    const csv = csvOf(tableOf([evil], english.results), ',');
    const row = csv.split('\r\n')[1] ?? '';
    expect(row).toContain(`"'=HYPERLINK(""http://x"",""a,b"")"`);
    expect(row).toMatch(/,3,2,1,1,1,0,0,1,0$/);
    for (const start of ['+1', '-1', '@x', '\tx', ' =1']) {
      expect(csvOf([[start]], ',')).toContain(`'${start}`);
    }
    for (const [text, told] of [
      ['A;=1+1;', "A;'=1+1;"],
      ['A, -1', "A,' -1"],
      ['A\t@x', "A\t'@x"],
      ['A\n+1', "A\n'+1"],
      ['a;b', 'a;b'],
    ]) {
      expect(csvOf([[text ?? '']], ',')).toBe(`\uFEFF"${told ?? ''}"\r\n`);
    }
  });

  it('becomes a table in the language of the page, as its spreadsheets split lines', async () => {
    expect(csvOf(tableOf([], english.results), listSeparator())).toMatch(
      /^\uFEFFClass,Pupil,Date,Runs,Questions answered,Right answers,Easy: Questions answered,/,
    );
    await language.choose('fr');
    const csv = csvOf(tableOf([results], french.results), listSeparator());
    expect(csv).toMatch(/^\uFEFFClasse;Élève;Date;Créations;Réponses données;Réponses justes;/);
    expect(csv.split('\r\n')[1]).toMatch(/;Lía;2026-11-24T10:00:00.000Z;3;2;1;1;1;0;0;1;0$/);
    await language.choose('es');
    expect(listSeparator()).toBe(';');
  });
});

describe('a class on a machine', () => {
  it('keeps what the pupil did, and forgets it when asked', () => {
    const keep = fakeStorage();
    const first = new Classroom(keep);
    first.enter(fragmentOfPlan(plan));
    first.call('Lía');
    first.answered({ id: 'noise', level: 'easy', right: true });
    const again = new Classroom(keep);
    again.enter(fragmentOfPlan(plan));
    expect(again.results).toMatchObject({ pupil: 'Lía', answers: [{ id: 'noise' }] });
    again.eraseResults();
    expect(again.results).toMatchObject({ pupil: '', answers: [] });
    expect(keep.length).toBe(0);
  });

  it('keeps no log unless the class has one', () => {
    const keep = fakeStorage();
    const room = new Classroom(keep);
    room.enter(fragmentOfPlan(planOf({ ...plan, log: undefined })));
    room.pressed('a cat', []);
    room.refused('a gun');
    expect([room.log, room.results?.runs]).toEqual([null, 1]);
    const kept = Array.from({ length: keep.length }, (_, at) => keep.getItem(keep.key(at) ?? ''));
    expect(kept.join()).not.toMatch(/a cat|a gun/);
  });

  it('keeps what was done in one class when another is opened', () => {
    const keep = fakeStorage();
    const open = (name: string): Classroom => {
      const room = new Classroom(keep);
      room.enter(fragmentOfPlan({ ...plan, name }));
      return room;
    };
    open('4A').call('Lía');
    const other = open('4B');
    expect(other.results?.pupil).toBe('');
    other.pressed('a cat', []);
    expect(open('4A').results?.pupil).toBe('Lía');
    expect(open('4B').results?.runs).toBe(1);
  });

  it('takes whoever comes after results were erased for another pupil', () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-24T10:00:00Z') });
    const room = new Classroom(fakeStorage());
    room.enter(fragmentOfPlan(plan));
    const [first, ...rest] = [0, 1].map(() => {
      room.call('Ana');
      const { results } = room;
      vi.advanceTimersByTime(60_000);
      room.eraseResults();
      return results;
    });
    vi.useRealTimers();
    if (first === null || first === undefined) throw new Error('outside of the class');
    const all = [first, ...rest.filter((one) => one !== null)].map(handed);
    expect(merged([], all).all).toHaveLength(2);
  });

  it('is no class without a link, and says why where the link is broken', () => {
    const room = new Classroom(null);
    room.enter('#prompt=a&seed=1');
    expect([room.plan, room.failure]).toEqual([null, null]);
    expect(room.runs('dalle')).toBe(true);
    room.enter('#class=%%%');
    expect([room.plan, room.failure?.kind]).toEqual([null, 'unreadable']);
  });
});

const unfit = 'a gun';

/** A recording with the events of one model changed. */
function withEvents(
  run: Recording,
  family: Family,
  change: (event: RunEvent) => RunEvent,
): Recording {
  const take = run.takes[family];
  if (take === undefined) throw new Error('a take is missing');
  const events = take.events.map(({ atMs, event }) => ({ atMs, event: change(event) }));
  return { ...run, takes: { ...run.takes, [family]: { ...take, events } } };
}

/** The same recording with an unfit text in each of the places that hold one. */
function forgeries(run: Recording): Recording[] {
  const { requests } = run;
  const result = { kind: 'text', text: unfit, tokens: 2, ended: 'model' } as const;
  const piece = { id: 1, text: ' gun', probability: 0.5 };
  const changes: ((event: RunEvent) => RunEvent)[] = [
    (event) => (event.type === 'done' ? { ...event, result } : event),
    (event) =>
      event.type === 'done'
        ? { ...event, result: { ...result, text: '.', others: [unfit] } }
        : event,
    (event) => (event.type === 'token' && event.index === 3 ? { ...event, text: ' gun' } : event),
    (event) => (event.type === 'token' ? { ...event, candidates: [piece] } : event),
    // Two pieces that are harmless each.
    (event) =>
      event.type === 'token' ? { ...event, text: ['gu', 'n'][event.index % 2] ?? '' } : event,
    (event) => (event.type === 'started' ? { ...event, promptTokens: [piece] } : event),
    (event) =>
      event.type === 'started'
        ? { ...event, promptTokens: [{ id: 1, text: `<${unfit}>` }, ...event.promptTokens] }
        : event,
    (event) => (event.type === 'stage' ? { ...event, stage: unfit } : event),
    (event) =>
      event.type === 'stage'
        ? { ...event, inputs: [{ name: unfit, type: 'float32', dims: [], first: [] }] }
        : event,
    (event) =>
      event.type === 'explain' && event.kind === 'tokens'
        ? { ...event, glimpses: event.glimpses.map((glimpse) => ({ ...glimpse, texts: [unfit] })) }
        : event,
  ];
  const hasGlimpses = run.takes.gpt2?.events.some(({ event }) => event.type === 'explain') === true;
  return [
    ...changes.slice(0, hasGlimpses ? 10 : 9).map((change) => withEvents(run, 'gpt2', change)),
    { ...run, requests: { ...requests, dalle: { ...requests.dalle, prompt: unfit } } },
    { ...run, requests: { ...requests, diffusion: { ...requests.diffusion, negative: unfit } } },
  ];
}

describe('what a class lets into its models', () => {
  let world: World;

  beforeAll(async () => {
    world = parseWorld(JSON.parse(await readFile('models/world.json', 'utf8'))) as World;
  });

  async function roomOf(prompts: ClassPlan['prompts']): Promise<Classroom> {
    const room = new Classroom(null);
    room.enter(fragmentOfPlan(planOf({ ...plan, prompts })));
    await room.prepare(world);
    return room;
  }

  const plain: Recipe = { prompt: '', seed: 7, write: {}, paint: {}, dream: {} };

  /** "let in", or the kind of the failure. */
  async function fate(
    room: Classroom,
    recipe: Partial<Recipe>,
    run: Recording | null = null,
  ): Promise<string> {
    try {
      await room.admit({ ...plain, ...recipe }, run);
      return 'let in';
    } catch (thrown) {
      return thrown instanceof Failure ? thrown.kind : String(thrown);
    }
  }

  it('is everything outside of a class, and where any words are allowed', async () => {
    const outside = new Classroom(null);
    const free = await roomOf({ kind: 'free', childSafe: false });
    for (const room of [outside, free]) {
      expect(room.allows('a gun')).toBe(true);
      expect(await fate(room, { prompt: 'a gun', dream: { negative: 'blood' } })).toBe('let in');
    }
  });

  it('is a listed sentence as it is written and as the models read it, and no other word', async () => {
    const room = await roomOf({ kind: 'list', prompts: ['Un gato en la nieve', '2 red cars'] });
    for (const text of [
      'Un gato en la nieve',
      'A cat in the snow',
      'two (red:1.3) cars',
      'nieve la gato',
      '',
    ]) {
      expect([text, room.allows(text)]).toEqual([text, true]);
    }
    for (const text of ['A dog in the snow', 'A cat in the snow 🔫', 'a cat with a gun']) {
      expect([text, room.allows(text)]).toEqual([text, false]);
    }
    expect(await fate(room, { prompt: '2 red cars' })).toBe('let in');
    // Its words are the list's, but it is none of its sentences.
    expect(await fate(room, { prompt: 'A red cat in the snow' })).toBe('notAllowed');
  });

  it('is with the picture keyboard what its keys can say', async () => {
    const room = await roomOf({ kind: 'world' });
    expect(room.allows('Two red cats on a sunny windowsill')).toBe(true);
    expect(room.allows('Two bloody cats on a sunny windowsill')).toBe(false);
    expect(await fate(room, { prompt: 'Two red cats on a sunny windowsill' })).toBe('let in');
    expect(await fate(room, { prompt: 'Two red cats and a bus' })).toBe('notAllowed');
  });

  it('is the same for every other text of a link, a picture or a saved run', async () => {
    const prompt = 'A cat in the snow';
    const ways: Partial<Recipe>[] = [
      { dream: { negative: 'a gun' } },
      { dream: { toward: { prompt: 'a gun', share: 0.5 } } },
      { dream: { turn: { prompt: 'a gun', step: 3 } } },
      { write: { stopWords: ['gun'] } },
    ];
    for (const rule of [{ kind: 'list', prompts: [prompt] }, { kind: 'world' }] as const) {
      const room = await roomOf(rule);
      expect(await fate(room, { prompt, dream: { toward: { seed: 9, share: 0.5 } } })).toBe(
        'let in',
      );
      for (const way of ways) expect(await fate(room, { prompt, ...way })).toBe('notAllowed');
      const run = await fakeRecording(prompt);
      expect(await fate(room, { prompt }, run)).toBe('let in');
      for (const forged of forgeries(run)) {
        expect(await fate(room, { prompt }, forged)).toBe('notAllowed');
      }
    }
  });

  it('is for a saved run also what it says: the runs that ship are let in', async () => {
    const room = await roomOf({ kind: 'free', childSafe: true });
    const names = (await readdir('public/runs')).filter((name) => name.endsWith('.windowsill'));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) {
      const run = await decodeRecording(new Uint8Array(await readFile(`public/runs/${name}`)));
      expect(await fate(room, { prompt: run.prompt }, run)).toBe('let in');
      for (const forged of forgeries(run)) {
        expect(await fate(room, { prompt: run.prompt }, forged)).toBe('notAllowed');
      }
    }
  });

  it('lets in every word of the texts that GPT-2 learnt from', async () => {
    const folder = 'training/stories/library';
    const texts = await Promise.all(
      (await readdir(folder)).map((name) => readFile(`${folder}/${name}`, 'utf8')),
    );
    const said = texts
      .join('\n')
      .replace(/^#.*$|[%@!][a-z]+/gm, '')
      .toLowerCase();
    const known = new Set((await readFile('src/classroom/storyWords.txt', 'utf8')).split(/\s+/));
    expect(said.match(/[\p{L}]+/gu)?.filter((word) => !known.has(word))).toEqual([]);
  });

  it('leaves out unfit words of a link, but shows no run that has them', async () => {
    const room = await roomOf({ kind: 'free', childSafe: true });
    expect(await fate(room, { prompt: 'a cat with a gun' })).toBe('let in');
    expect(room.keep('a (cat:1.3) with a (gun:1.2)')).toEqual({
      kept: 'a (cat:1.3) with a',
      left: ['gun'],
    });
    for (const forged of forgeries(await fakeRecording('a cat'))) {
      expect(await fate(room, { prompt: 'a cat' }, forged)).toBe('notAllowed');
    }
    expect(room.allows('a gun')).toBe(false);
  });

  it('is nothing before the words are known', async () => {
    const room = new Classroom(null);
    room.enter(fragmentOfPlan(planOf({ ...plan, prompts: { kind: 'world' } })));
    expect(room.allows('A cat in the snow')).toBe(false);
    expect(await fate(room, { prompt: 'A cat in the snow' })).toBe('notAllowed');
  });

  it('stays in the address when something was opened by it', () => {
    const room = new Classroom(null);
    expect(room.addressOf('http://x/?mode=try#prompt=a&seed=1')).toBe('http://x/?mode=try');
    room.enter(fragmentOfPlan(plan));
    expect(room.addressOf('http://x/#prompt=a&seed=1')).toBe(`http://x/${fragmentOfPlan(plan)}`);
  });
});

describe('models to which only some words come', () => {
  it('hear of no request that says another, whichever field says it', async () => {
    const heard: string[] = [];
    const all = clientsOf();
    const clients = onlyWords(
      {
        ...all,
        diffusion: {
          ...all.diffusion,
          run: (request) => {
            heard.push(request.prompt);
            return Promise.resolve({ status: 'stopped' });
          },
        },
      },
      (texts) => texts.every((text) => text === 'a cat'),
    );
    const request: DreamRequest = {
      family: 'diffusion',
      prompt: 'a cat',
      seed: 7,
      steps: 3,
      guidance: 4,
      sampler: 'ddim',
    };
    const run = (more: Partial<DreamRequest>) =>
      clients.diffusion.run({ ...request, ...more }, () => undefined, new AbortController().signal);
    for (const more of [
      { prompt: 'a gun' },
      { negative: 'a gun' },
      { toward: { prompt: 'a gun', share: 0.5 } },
      { turn: { prompt: 'a gun', step: 1 } },
    ]) {
      expect(await run(more)).toMatchObject({ status: 'failed', failure: { kind: 'notAllowed' } });
    }
    expect(heard).toEqual([]);
    await run({ negative: 'a cat', toward: { seed: 3, share: 1 } });
    expect(heard).toEqual(['a cat']);
  });
});

describe('the log of prompts', () => {
  const dayMs = 86_400_000;

  function promptsOf(log: PromptLog | null): string[] {
    return log?.read().map(({ prompt }) => prompt) ?? [];
  }

  it('erases each entry after its days, and all of it with one press', () => {
    let now = Date.parse('2026-11-24T10:00:00Z');
    const keep = fakeStorage();
    const log = new PromptLog(keep, 2, () => now);
    log.begin('a cat');
    now += dayMs;
    log.begin('a dog');
    expect(promptsOf(log)).toEqual(['a cat', 'a dog']);
    now += dayMs + 1;
    expect(promptsOf(log)).toEqual(['a dog']);
    log.erase();
    expect(keep.length).toBe(0);
  });

  it('outlives a machine that begins in another year until its clock is put right', () => {
    const today = Date.parse('2026-11-24T10:00:00Z');
    let now = today;
    const log = new PromptLog(fakeStorage(), 2, () => now);
    log.begin('a cat');
    now = Date.parse('2020-01-01T00:00:00Z');
    log.begin('a dog');
    now += 60_000;
    expect(promptsOf(log)).toEqual(['a cat', 'a dog']);
    now = today + dayMs;
    expect(promptsOf(log)).toEqual(['a cat', 'a dog']);
    now = today + 2 * dayMs + 60_001;
    expect(promptsOf(log)).toEqual([]);
  });

  it('is kept for no longer than its days by a clock that was set back', () => {
    let now = Date.parse('2026-11-24T10:00:00Z');
    const log = new PromptLog(fakeStorage(), 2, () => now);
    log.begin('a cat');
    now -= 400 * dayMs;
    expect(promptsOf(log)).toEqual(['a cat']);
    now += dayMs;
    expect(promptsOf(log)).toEqual(['a cat']);
    now += dayMs;
    expect(promptsOf(log)).toEqual([]);
  });

  it('holds a bounded number of entries, the newest', () => {
    const entry = new PromptLog(fakeStorage(), 2).begin('old');
    const keep = fakeStorage();
    keep.setItem('windowsill.classLog', JSON.stringify(Array(mostEntries).fill(entry)));
    const log = new PromptLog(keep, 2);
    log.begin('new');
    expect([log.read().length, promptsOf(log).at(-1)]).toEqual([mostEntries, 'new']);
  });

  /** A class with a log over fake models, behind the gate of the page. */
  function open(): { room: Classroom; clients: ReturnType<typeof clientsOf> } {
    const room = new Classroom(fakeStorage());
    room.enter(fragmentOfPlan({ ...plan, prompts: { kind: 'free', childSafe: false } }));
    const clients = onlyWords(
      clientsOf(),
      () => true,
      (request) => room.asks(request),
    );
    return { room, clients };
  }

  const shown = (room: Classroom): string[] =>
    room.log?.read().map(({ prompt, outcome }) => `${prompt}: ${outcome}`) ?? [];

  it('has what was typed from the press of Run on, and every press of it', async () => {
    const { room, clients } = open();
    const run = new Run(clients);
    const press = (typed: string, read: string): void => {
      const requests = smallSettings().requests(read);
      room.pressed(typed, Object.values(requests));
      run.start(requests);
    };
    press('Un gato', 'A cat');
    expect(shown(room)).toEqual(['Un gato: begun']);
    press('Un perro', 'A dog');
    press('Un perro', 'A dog');
    await settle(run);
    room.refused('xyzzy');
    const [first, ...others] = shown(room);
    expect(first).toMatch(/^Un gato: (begun|stopped)$/);
    expect(others).toEqual(['Un perro: begun', 'Un perro: done', 'xyzzy: refused']);
    expect([room.logged, room.results?.runs]).toEqual([4, 3]);
  });

  it('has what any other part of the page asks, further texts too, and what is asked again once', async () => {
    const { room, clients } = open();
    const { gpt2, dalle, diffusion } = smallSettings().requests('A cat');
    const never = new AbortController().signal;
    const quiet = (): void => undefined;
    await clients.gpt2.run({ ...gpt2, prompt: 'on a sat cat', score: true }, quiet, never);
    for (const seed of [1, 2, 3]) await clients.diffusion.run({ ...diffusion, seed }, quiet, never);
    await clients.diffusion.run(
      { ...diffusion, negative: 'rain', turn: { step: 2, prompt: 'A dog' } },
      quiet,
      never,
    );
    const live = new Live(clients.diffusion);
    live.turnOn();
    live.ask({ family: 'diffusion', prompt: 'A bus', seed: 7 });
    await vi.waitFor(() => {
      expect(live.isWhole).toBe(true);
    });
    // A model that the class does not run is asked for nothing.
    await clients.dalle.run(dalle, quiet, never);
    await vi.waitFor(() => {
      expect(shown(room)).toEqual([
        'on a sat cat: done',
        'A cat: done',
        'A cat | rain | A dog: done',
        'A bus: done',
      ]);
    });
  });

  it('that was erased amid a run begins anew with what is asked next', async () => {
    const { room, clients } = open();
    const { gpt2 } = smallSettings().requests('A cat');
    const ask = (): Promise<unknown> =>
      clients.gpt2.run(gpt2, () => undefined, new AbortController().signal);
    const asked = ask();
    room.eraseLog();
    await asked;
    expect(shown(room)).toEqual([]);
    await ask();
    expect(shown(room)).toEqual(['A cat: done']);
  });

  it('erases what has expired when the page is opened outside of the class, too', () => {
    const keep = fakeStorage();
    new PromptLog(keep, 2, () => Date.now() - 3 * dayMs).begin('a cat');
    expect(keep.getItem('windowsill.classLog')).not.toBeNull();
    new Classroom(keep).enter('');
    expect(keep.length).toBe(0);
  });

  it('is of one class, and so is erasing it; entries of before are of none, and expire', () => {
    let now = Date.parse('2026-11-24T10:00:00Z');
    const keep = fakeStorage();
    const of = (name?: string): PromptLog => new PromptLog(keep, 2, () => now, name);
    of().begin('old');
    of('4A').begin('a cat');
    of('4B').begin('a dog');
    expect([of('4A'), of('4B')].map(promptsOf)).toEqual([['a cat'], ['a dog']]);
    of('4A').erase();
    expect([of('4A'), of('4B'), of()].map(promptsOf)).toEqual([[], ['a dog'], ['old']]);
    now += 2 * dayMs + 1;
    expect(promptsOf(of('4A'))).toEqual([]);
    expect(keep.length).toBe(0);
  });

  it('holds what cannot be read or kept for nothing', () => {
    const keep = fakeStorage();
    keep.setItem('windowsill.classLog', '[{"at":1}]');
    expect(new PromptLog(keep, 2).read()).toEqual([]);
    const refused = new PromptLog(fakeStorage(true), 2);
    refused.end(refused.begin('a cat'), 'done');
    expect(refused.read()).toEqual([]);
  });
});

describe('the child-safe word list', () => {
  let list: WordList;

  beforeAll(async () => {
    const world = parseWorld(JSON.parse(await readFile('models/world.json', 'utf8'))) as World;
    list = new WordList(world, await loadSpeeches());
  });

  it('has the words of children’s prompts in each language', () => {
    const sentences = [
      'Two purple cats sitting on a sunny windowsill',
      'a lion next to 3 little horses at the beach',
      'Un osito de peluche morado junto a una taza en la cocina',
      'Dos búhos de noche en el bosque',
      'Un hibou sur le rebord de la fenêtre au coucher du soleil',
      'Trois éléphants bleus dans la neige',
    ];
    for (const sentence of sentences)
      expect([sentence, list.keep(sentence).left]).toEqual([sentence, []]);
  });

  it('has none of what a class should not read, nor what only looks like a word of it', () => {
    const unfit = [
      ...['gun', 'blood', 'kill', 'naked', 'drugs', 'hate', 'dick', 'bitch', 'nazi', 'bomb'],
      ...['pistola', 'sangre', 'matar', 'desnudo', 'droga', 'puta', 'mierda', 'bomba'],
      ...['pistolet', 'sang', 'tuer', 'drogue', 'merde', 'pute', 'bombe', 'connard'],
      ...['c4t', 'k1ll', 'ｆｕｃｋ', '<script>', 'дом'],
    ];
    for (const word of unfit)
      expect([word, list.has(word) && word !== '<script>']).toEqual([word, false]);
  });

  it('leaves out the others and keeps the rest in order', () => {
    expect(list.keep('A bloody cat, with a GUN! in the snow 🔫')).toEqual({
      kept: 'A cat with a in the snow',
      left: ['bloody', 'GUN'],
    });
  });
});

describe('what fits a machine', () => {
  it('is all that is wished for where it is fast', () => {
    expect(fitOf({ stepMs: 200, gigabytes: 8 }, 20)).toEqual({
      steps: 20,
      dreamMs: 4000,
      oneAtATime: false,
      replay: false,
    });
  });

  it('is fewer steps and one model at a time where it is weak', () => {
    const fit = fitOf({ stepMs: 3000, gigabytes: 4 }, 20);
    expect(fit).toMatchObject({ steps: 10, oneAtATime: true, replay: false });
  });

  it('is the recorded runs where even few steps are long', () => {
    expect(fitOf({ stepMs: 30_000, gigabytes: null }, 20)).toMatchObject({
      steps: 6,
      replay: true,
    });
  });

  it('is a recorded run, too, where measuring failed, but not where it was stopped', () => {
    const slow = fitOf({ stepMs: 30_000, gigabytes: 8 }, 20);
    expect(rathersRuns({ status: 'done' }, slow)).toBe(true);
    expect(rathersRuns({ status: 'failed' }, null)).toBe(true);
    expect(rathersRuns({ status: 'stopped' }, null)).toBe(false);
  });

  it('is never more than was wished for', () => {
    expect(fitOf({ stepMs: 9000, gigabytes: 8 }, 4).steps).toBe(4);
  });
});

describe('measuring a machine', () => {
  const never = new AbortController().signal;

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('tells how long a step takes, and nothing where a run came between or the model failed', async () => {
    vi.stubGlobal('navigator', { deviceMemory: 4 });
    const clients = clientsOf();
    expect(await measure(clients.diffusion, never)).toMatchObject({
      status: 'done',
      machine: { gigabytes: 4 },
    });
    const broken = clientsOf({ diffusion: { paceMs: 0, failure: 'outOfMemory' } });
    expect(await measure(broken.diffusion, never)).toMatchObject({
      status: 'failed',
      failure: { kind: 'outOfMemory' },
    });
  });

  it('is no result on a machine of one model at a time where another model was called', async () => {
    const ended = new AbortController();
    const all = clientsOf();
    const { diffusion } = all;
    const mortal = {
      ...diffusion,
      run: (...[request, hear]: Parameters<typeof diffusion.run>) =>
        diffusion.run(request, hear, ended.signal),
      dispose: () => {
        ended.abort();
      },
    };
    const clients = oneAtATime({ ...all, diffusion: mortal }, () => true);
    const measured = measure(clients.diffusion, never);
    await clients.gpt2.load(() => undefined, never);
    expect(await measured).toEqual({ status: 'stopped' });
  });
});
