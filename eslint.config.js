import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** The walls of the house: what a room may not import. */
function wall(files, patterns) {
  return {
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: patterns.map(([group, message]) => ({ group, message })) },
      ],
    },
  };
}

const runtimes = [
  ['onnxruntime-web', 'onnxruntime-web/*', '@huggingface/*', '@jax-js/*'],
  'Only src/engines imports a runtime.',
];
const comlink = [['comlink'], 'Only src/bridge imports Comlink.'];
const svelteOnly = [['svelte', 'svelte/*', '*.svelte', '**/*.svelte'], 'No Svelte in here.'];
const room = (name, why) => [[`**/${name}/**`, `**/${name}`], why];

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'models', 'training', 'public', 'bench/out'] },
  ...tseslint.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.worker, ...globals.node },
      parserOptions: {
        project: ['./tsconfig.json', './workers/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  { files: ['**/*.{js,mjs}'], ...tseslint.configs.disableTypeChecked },
  wall(
    ['src/core/**'],
    [
      runtimes,
      comlink,
      svelteOnly,
      room('packs', 'core imports nothing.'),
      room('engines', 'core imports nothing.'),
      room('bridge', 'core imports nothing.'),
      room('state', 'core imports nothing.'),
      room('ui', 'core imports nothing.'),
      room('i18n', 'core imports nothing.'),
    ],
  ),
  wall(
    ['src/i18n/**'],
    [
      runtimes,
      comlink,
      [['*.svelte', '**/*.svelte'], 'Words have no markup.'],
      room('packs', 'Words import core only.'),
      room('engines', 'Words import core only.'),
      room('bridge', 'Words import core only.'),
      room('state', 'Words import core only.'),
      room('ui', 'Words import core only.'),
    ],
  ),
  wall(
    ['src/packs/**'],
    [
      runtimes,
      comlink,
      svelteOnly,
      room('engines', 'packs imports core only.'),
      room('bridge', 'packs imports core only.'),
      room('state', 'packs imports core only.'),
      room('ui', 'packs imports core only.'),
    ],
  ),
  wall(
    ['src/engines/**'],
    [
      comlink,
      svelteOnly,
      room('bridge', 'engines never import the bridge.'),
      room('state', 'engines never import the page.'),
      room('ui', 'engines never import the page.'),
    ],
  ),
  wall(
    ['src/bridge/**'],
    [
      runtimes,
      svelteOnly,
      room('engines', 'The bridge is given an engine.'),
      room('state', 'The bridge never imports the page.'),
      room('ui', 'The bridge never imports the page.'),
    ],
  ),
  wall(
    ['src/state/**'],
    [
      runtimes,
      comlink,
      room('engines', 'The page speaks to models through the bridge.'),
      room('ui', 'State has no markup.'),
    ],
  ),
  wall(
    [
      ...['ui', 'lesson', 'quiz', 'experiment', 'kiosk', 'classroom', 'takeaway', 'offline'].map(
        (folder) => `src/${folder}/**`,
      ),
      'src/App.svelte',
      'src/main.ts',
    ],
    [runtimes, comlink, room('engines', 'The page speaks to models through the bridge.')],
  ),
);
