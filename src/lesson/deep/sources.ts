/** A function of the project that the lesson shows. */
export interface Shown {
  /** In the repository. */
  file: string;
  name: string;
  language: 'ts' | 'py';
}

const files: Readonly<Record<string, () => Promise<string>>> = import.meta.glob<string>(
  [
    '../../core/sampling.ts',
    '../../core/samplers/{ddim,dpmSolver,prediction}.ts',
    '../../engines/tensors.ts',
    '../../../training/models/gpt.py',
  ],
  { query: '?raw', import: 'default' },
);

/** What each step of Deep dive shows of the code. */
export const shown = {
  attention: { file: 'training/models/gpt.py', name: 'Attention.forward', language: 'py' },
  softmax: { file: 'src/core/sampling.ts', name: 'softmax', language: 'ts' },
  draw: { file: 'src/core/sampling.ts', name: 'drawRank', language: 'ts' },
  guided: { file: 'src/engines/tensors.ts', name: 'guided', language: 'ts' },
  alphaBar: { file: 'src/core/samplers/ddim.ts', name: 'alphaBarAt', language: 'ts' },
  ddim: { file: 'src/core/samplers/ddim.ts', name: 'ddim', language: 'ts' },
  predict: { file: 'src/core/samplers/prediction.ts', name: 'predict', language: 'ts' },
} as const satisfies Record<string, Shown>;

/** The text of a file as it was when the page was built. */
export async function sourceOf({ file }: Shown): Promise<string> {
  const path = `../../../${file}`.replace('../../../src/', '../../');
  const load = files[path];
  if (load === undefined) throw new Error(`${file} is not among the shown files`);
  return load();
}
