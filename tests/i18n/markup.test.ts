import { parse, type AST } from 'svelte/compiler';
import { expect, it } from 'vitest';

const files = import.meta.glob<string>('../../src/**/*.svelte', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Names and signs that are the same in every language. */
const sameEverywhere =
  /\b(Windowsill|GPT-2|GPT|DALL-E|Stable Diffusion|WebGPU|WebAssembly|VQ|CLIP|PNG|GIF|WebM|CSV|ID|PIN|MB|ms|px|x0|softmax|log|exp|argmax|round|max|min|mean)\b/g;

/** Attributes that people hear or read. */
const spoken = new Set([
  'aria-label',
  'aria-valuetext',
  'aria-description',
  'alt',
  'title',
  'placeholder',
]);

interface Node {
  type: string;
  [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function isSentence(text: string): boolean {
  const isPath = /^[\w-]+(\/[\w.-]+)+$/.test(text.trim());
  return !isPath && /\p{L}{3}/u.test(text.replace(sameEverywhere, ''));
}

/** Texts in an expression of the markup that read like words: several of them, or one with a capital. */
function literalsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(literalsIn);
  if (!isNode(value)) return [];
  if (value.type === 'Literal') return typeof value['value'] === 'string' ? [value['value']] : [];
  if (value.type === 'TemplateElement') {
    return [(value['value'] as { cooked?: string }).cooked ?? ''];
  }
  // What is compared or looked up is no text to read.
  if (value.type === 'BinaryExpression' || value.type === 'MemberExpression') return [];
  if (value.type === 'CallExpression') return literalsIn(value['callee']);
  return Object.entries(value).flatMap(([key, inner]) => (key === 'test' ? [] : literalsIn(inner)));
}

function textOf(parts: unknown): string[] {
  const list = Array.isArray(parts) ? (parts as unknown[]) : [parts];
  return list.flatMap((part) => {
    if (!isNode(part)) return [];
    return part.type === 'Text' ? [String(part['data'])] : literalsIn(part);
  });
}

/** Every text that a component says without asking for its words. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isNode(value)) return [];
  if (value.type === 'Text')
    return isSentence(String(value['data'])) ? [String(value['data'])] : [];
  if (value.type === 'Attribute') {
    return spoken.has(String(value['name'])) ? textOf(value['value']).filter(isSentence) : [];
  }
  if (value.type === 'ExpressionTag') {
    return literalsIn(value['expression']).filter(
      (text) => /\p{L}\P{L}+\p{L}|^\p{Lu}\p{Ll}/u.test(text) && isSentence(text),
    );
  }
  if (
    value.type === 'StyleDirective' ||
    value.type === 'StyleSheet' ||
    value.type === 'Script' ||
    value.type === 'Comment'
  )
    return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'expression' ? [] : textsIn(inner),
  );
}

function textsOf(source: string, filename: string): string[] {
  const root: AST.Root = parse(source, { modern: true, filename });
  return textsIn(root.fragment).map((text) => text.trim().replace(/\s+/g, ' '));
}

it('finds a sentence in a text, a label and an expression, and no names', () => {
  const source =
    '<p class="wide">Press Run. {words.go}</p><b aria-label="Close it">GPT-2</b>{open ? "Open it" : words.x}';
  expect(textsOf(source, 'x.svelte')).toEqual(['Press Run.', 'Close it', 'Open it']);
});

it.each(Object.entries(files))('%s says nothing in English of its own', (filename, source) => {
  expect(textsOf(source, filename)).toEqual([]);
});
