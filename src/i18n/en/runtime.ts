import hub from './hub.ts';

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
    stepTime: (time: string) =>
      `About ${time} a step, judged by the shipped model on this machine.`,
    tokenTime: (time: string) =>
      `About ${time} a token, judged by the shipped model on this machine.`,
    timeUnknown: 'How fast it will be here is not known yet: run the shipped model once.',
    unknownScheduler: (name: string) =>
      `Its files ask for ${name}, which is not among the samplers here; the one in the settings is used.`,
    use: 'Run this one',
    using: (name: string) => `Now running: ${name}.`,
    drop: 'Back to the shipped model',
    ...(import.meta.env.WINDOWSILL_HUB ? { hub: hub.field } : {}),
  },
  devices: {
    title: 'Where the models run',
    lead: 'Each model runs on the processor of this machine. Where there is a graphics card, or more than two cores, a short measurement after the first run finds out what is faster here. Only a device that gives the known right answer is used.',
    summary: {
      usual: 'on the processor',
      card: (models: string) => `on the graphics card: ${models}`,
      chosen: (models: string) => `chosen for ${models}`,
      measuring: (done: number, total: number) => `measuring, ${done + 1} of ${total}`,
    },
    cores: (cores: number) => `${cores} processor ${cores === 1 ? 'core' : 'cores'}`,
    hasCard: 'a graphics card for WebGPU, whose program of 27 MB is fetched when it is tried',
    noCard: 'no graphics card that WebGPU can use',
    half: 'The shipped graphs compute in 32-bit numbers everywhere, so that one seed gives one picture on every device. A pack in half precision that you bring runs so on this graphics card.',
    noHalf:
      'The shipped graphs compute in 32-bit numbers everywhere, so that one seed gives one picture on every device. This graphics card offers no half precision.',
    measure: 'Measure now',
    measureHint: 'Takes some seconds; a run ends it at once.',
    stop: 'Stop',
    measuring: (device: string, done: number, total: number) =>
      `Measuring ${device}: ${done + 1} of ${total}.`,
    processor: (threads: string) => `the processor with ${threads}`,
    card: 'the graphics card',
    step: 'Step',
    onProcessor: 'Processor',
    onCard: 'Graphics card',
    notMeasured: 'Not measured yet.',
    byThreads: (rows: string) => `The processor takes for one run: ${rows}.`,
    device: 'Device',
    faster: 'the faster right one',
    threads: 'Threads',
    asMeasured: 'as measured',
    gaveUp: (model: string, why: string) => `${model} goes on on the processor: ${why}.`,
  },
};
