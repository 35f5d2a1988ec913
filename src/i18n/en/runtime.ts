/** Packs from elsewhere. */
export default {
  bring: {
    title: 'Bring your own model',
    summary: {
      none: 'GPT-2 or Stable Diffusion in full size, from this machine',
      some: (names: string) => `running ${names}`,
    },
    lead: 'The page also runs full-size packs: GPT-2 as transformers.js lays it out, Stable Diffusion as diffusers exports it to ONNX, DALL-E in the layout of our own pack.',
    caution:
      'Nobody has looked after what such a model says or draws, and it may be unfit for children. Your words go to it as you type them.',
    folder: 'Pick a folder',
    zip: 'Pick a zip',
    path: 'A folder on this page’s own server',
    look: 'Look there',
    looking: 'Looking…',
    found: (packs: number) => (packs === 1 ? 'One pack found.' : `${packs} packs found.`),
    here: '(the top folder)',
    missing: (files: string) => `Missing: ${files}.`,
    complete: 'Every file of it is there.',
    asItIs: 'as it is',
    size: (size: string, memory: string) => `${size} of files, about ${memory} of memory.`,
    tooLarge: 'That is more than this machine or browser can give.',
    use: 'Run this one',
    using: (name: string) => `Now running: ${name}.`,
    drop: 'Back to the shipped model',
  },
};
