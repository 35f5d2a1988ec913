import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withArticle } from '../../src/core/article.ts';
import { readInAny, readSpeech, replaceSaid } from '../../src/core/readSpeech.ts';
import { readPrompt } from '../../src/core/lexicon.ts';
import { plain, spokenWorld, usualForm } from '../../src/core/speech.ts';
import { parseWorld, type World } from '../../src/core/world.ts';
import spanish from '../../src/i18n/es/world.ts';
import french from '../../src/i18n/fr/world.ts';

const shipped = new URL('../../models/world.json', import.meta.url);
const json = JSON.parse(readFileSync(shipped, 'utf8')) as { relations: string[] };
const world = parseWorld(json) as World;
const es = spokenWorld(spanish);
const fr = spokenWorld(french);

function spanishOf(prompt: string): string {
  return readSpeech(world, es, prompt).spoken;
}

function frenchOf(prompt: string): string {
  return readSpeech(world, fr, prompt).spoken;
}

/** What the English caption of one thing in one place and light is. */
function caption(object: World['objects'][number], place: World['places'][number], light: string) {
  const named = withArticle(object.name);
  const after = { sunny: 'on a sunny day', sunset: 'at sunset', night: 'at night' }[light] ?? '';
  const where = place.lit
    ? place.phrase.replace(place.name, `${light} ${place.name}`)
    : `${place.phrase} ${after}`;
  return `${named.charAt(0).toUpperCase()}${named.slice(1)} ${where}`;
}

describe.each([
  [es, 'un', 'en el', { sunny: 'en un día soleado', sunset: 'al atardecer', night: 'de noche' }],
  [fr, 'un', 'dans la', { sunny: 'au soleil', sunset: 'au coucher du soleil', night: 'la nuit' }],
] as const)('the speech of language %#', (speech, article, inThe, lights) => {
  it('has a word for everything in the world', () => {
    for (const { name } of [...world.objects, ...world.places]) {
      expect([name, usualForm(speech, name)]).not.toEqual([name, null]);
    }
    for (const name of [...world.lights, ...world.colours, ...world.counts]) {
      expect([name, usualForm(speech, name)]).not.toEqual([name, null]);
    }
    for (const name of json.relations) expect(Object.keys(speech.speech.relations)).toContain(name);
  });

  it('reads every object in every place and light as its caption', () => {
    for (const object of world.objects) {
      for (const place of world.places) {
        for (const [light, said] of Object.entries(lights)) {
          const thing = usualForm(speech, object.name) ?? '';
          const where = usualForm(speech, place.name) ?? '';
          const prompt = `${article} ${thing} ${inThe} ${where} ${said}`;
          const reading = readSpeech(world, speech, prompt);
          expect([prompt, reading.notes]).toEqual([prompt, []]);
          expect([prompt, reading.spoken]).toEqual([prompt, caption(object, place, light)]);
        }
      }
    }
  });

  it('reads every colour and count of every object in its plural', () => {
    for (const object of world.objects) {
      for (const colour of world.colours) {
        for (const count of world.counts) {
          const words = [usualForm(speech, count), usualForm(speech, object.name, true)];
          const prompt = [...words, usualForm(speech, colour)].join(' ');
          const { spoken } = readSpeech(world, speech, prompt);
          const [first = '', ...rest] = `${count} ${colour} ${object.plural}`;
          expect([prompt, spoken]).toEqual([prompt, first.toUpperCase() + rest.join('')]);
        }
      }
    }
  });

  it('suggests, of what this world can show, what English does', () => {
    const read = speech.speech.suggestions.map((one) => readSpeech(world, speech, one));
    const shown = read.filter(({ notes }) => notes.length === 0).map(({ spoken }) => spoken);
    expect(shown).toHaveLength(world.suggestions.length);
    for (const spoken of shown) {
      expect([spoken, readPrompt(world, spoken).notes]).toEqual([spoken, []]);
    }
  });

  it('reads only words that the picture models know', () => {
    for (const { written } of speech.forms.values()) {
      const { spoken, known } = readSpeech(world, speech, `${written} `.repeat(2));
      if (known === 0) continue;
      for (const word of spoken.toLowerCase().split(' ')) {
        expect([written, word, world.words.has(word)]).toEqual([written, word, true]);
      }
    }
  });
});

describe('Spanish', () => {
  it('is read in English order and number', () => {
    expect(spanishOf('Un gato morado en una playa al atardecer')).toBe(
      'A purple cat on a sunset beach',
    );
    expect(spanishOf('2 perritos negros junto a una manzana verde')).toBe(
      'Two black dogs next to a green apple',
    );
    expect(spanishOf('En la nieve hay unos pingüinos')).toBe('Penguins in the snow');
    expect(spanishOf('Un dinosaurio a la izquierda de una casa en un prado soleado')).toBe(
      'A dinosaur to the left of a house in a sunny meadow',
    );
    expect(spanishOf('UN GATO SENTADO EN EL ALFEIZAR SOLEADO')).toBe(
      'A cat sitting on a sunny windowsill',
    );
    expect(spanishOf('Está volando un cohete rojo')).toBe('A red rocket flying');
  });

  it('says kindly what it does not know, and what is near', () => {
    expect(readSpeech(world, es, 'dos hámsters y un dragn en la playa').notes).toEqual([
      { kind: 'unknown', word: 'hámsters', nearest: 'conejos' },
      { kind: 'unknown', word: 'dragn', nearest: null },
    ]);
    expect(readSpeech(world, es, 'un elefnate azul').notes).toEqual([
      { kind: 'unknown', word: 'elefnate', nearest: 'elefante' },
    ]);
    expect(readSpeech(world, es, '7 gatos').notes).toEqual([
      { kind: 'unknown', word: '7', nearest: 'tres' },
    ]);
  });
});

describe('French', () => {
  it('is read in English order and number', () => {
    expect(frenchOf('Une voiture rouge à gauche d’un éléphant bleu dans la rue, la nuit')).toBe(
      'A red car to the left of a blue elephant on a night street',
    );
    expect(frenchOf("Un chat assis sur le rebord d'une fenêtre ensoleillée")).toBe(
      'A cat sitting on a sunny windowsill',
    );
    expect(frenchOf('des bus jaunes')).toBe('Yellow buses');
    expect(frenchOf('Un bonhomme de neige et un chien dans la neige')).toBe(
      'A snowman and a dog in the snow',
    );
    expect(frenchOf('L’ours en peluche à côté du ballon rose')).toBe(
      'A teddy bear next to a pink balloon',
    );
  });
});

describe('one thing above, below or on another', () => {
  const relations = [...json.relations, 'above', 'below', 'on'];
  const tall = parseWorld({ ...json, relations, words: [...world.words, ...relations] }) as World;

  it.each([
    [es, 'Un gato sobre una casa en la nieve', 'A cat on a house in the snow'],
    [es, 'Un globo por encima de un coche', 'A balloon above a car'],
    [es, 'Un coche debajo de un globo en la playa', 'A car below a balloon on a beach'],
    [es, 'Un gato sobre la nieve', 'A cat in the snow'],
    [fr, 'Un chat sur une maison dans la neige', 'A cat on a house in the snow'],
    [fr, 'Un ballon au-dessus d’une voiture', 'A balloon above a car'],
    [fr, 'Une voiture sous un ballon sur la plage', 'A car below a balloon on a beach'],
    [fr, 'Un chat sur la plage', 'A cat on a beach'],
  ] as const)('is read so: %#', (speech, prompt, spoken) => {
    expect(readSpeech(tall, speech, prompt)).toMatchObject({ spoken, notes: [] });
  });

  it('is passed over where the models do not draw it', () => {
    const flat = { ...tall, relations: ['left of', 'right of', 'next to', 'and'] };
    const { spoken, notes } = readSpeech(flat, es, 'Un gato sobre una casa');
    expect([spoken, notes]).toEqual(['A cat and a house', []]);
  });
});

describe('an unknown word', () => {
  it('is replaced with its article put right', () => {
    expect(replaceSaid(es, 'Un tigre en la nieve', 'tigre', 'gato')).toBe('Un gato en la nieve');
    expect(replaceSaid(es, 'una pera roja', 'pera', 'manzana')).toBe('una manzana roja');
    expect(replaceSaid(es, 'El castillo', 'castillo', 'casa')).toBe('La casa');
    expect(replaceSaid(fr, 'l’aigle', 'aigle', 'canard')).toBe('le canard');
    expect(replaceSaid(fr, 'Le mammouth', 'mammouth', 'éléphant')).toBe('L’éléphant');
    expect(replaceSaid(fr, 'une chauve-souris', 'chauve souris', 'hibou')).toBe('un hibou');
    expect(replaceSaid(es, 'tigretigre', 'tigre', 'gato')).toBe('tigretigre');
  });
});

describe('the language of a prompt', () => {
  const order = ['es', 'en', 'fr'];

  it('is the one that knows most of its words, else that of the page', () => {
    const languageOf = (prompt: string) => readInAny(world, [es, fr], order, prompt).language;
    expect(languageOf('A red car on a street')).toBe('en');
    expect(languageOf('Un coche rojo en la calle')).toBe('es');
    expect(languageOf('Une voiture rouge dans la rue')).toBe('fr');
    expect(languageOf('robot')).toBe('es');
    expect(languageOf('zxqv')).toBe('es');
  });

  it('matters neither where nothing is written nor where there is no world', () => {
    expect(readInAny(world, [es], order, ' ?').notes).toEqual([{ kind: 'empty' }]);
    expect(readInAny(null, [es], order, 'un gato').spoken).toBe('un gato');
  });
});

describe('any text', () => {
  const letters = Array.from("aeñéœç’' 7🐲ßİ\u0301<>&");

  it('is read without a fault, and never as nothing', () => {
    let seed = 20261124;
    const next = (below: number): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const forms = [...es.forms.keys(), ...fr.forms.keys()];
    for (let round = 0; round < 120; round++) {
      const prompt = Array.from({ length: next(30) }, () =>
        next(2) === 0
          ? ` ${forms[next(forms.length)] ?? ''} `
          : (letters[next(letters.length)] ?? ''),
      ).join('');
      for (const speech of [es, fr]) {
        const { spoken, notes } = readSpeech(world, speech, `gato chat ${prompt}`);
        expect(spoken).not.toBe('');
        for (const note of notes) {
          if (note.kind !== 'unknown') continue;
          expect(() => replaceSaid(speech, prompt, note.word, note.nearest ?? 'x')).not.toThrow();
        }
      }
    }
  });

  it('is compared without accents and case', () => {
    expect([plain('ÉLÉPHANT'), plain('Œuf'), plain('Pingüino')]).toEqual([
      'elephant',
      'oeuf',
      'pinguino',
    ]);
  });
});
