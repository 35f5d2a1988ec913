/** What the Hugging Face hub refuses; only in builds that may ask it. */
export const hubDetails = {
  hubName: (typed: string) =>
    `“${typed}” is no name of a model; one reads like owner/model, or owner/model@revision.`,
  hubNone: (what: string) => `The Hugging Face hub has no model “${what}”.`,
  hubClosed: (name: string) =>
    `The Hugging Face hub shows “${name}” only to people who have signed in there, which this page never does: it is private, has terms to be agreed to, or does not exist.`,
  hubBusy: () =>
    'The Hugging Face hub has been asked too often from here; it answers again after some minutes.',
};

/**
 * What a Failure says beyond its kind, in English: each a sentence with the values it is about. The
 * page has the same sentences in its other languages; logs and tests read these.
 */
export const details = {
  // A request
  promptEmpty: () => 'The prompt is empty.',
  promptLong: (length: number, most: number) =>
    `It has ${length.toLocaleString('en')} characters; the most is ${most.toLocaleString('en')}.`,
  outOfRange: (name: string, value: number, low: number, high: number) =>
    `The ${name} is ${value}; it must lie between ${low} and ${high}.`,
  notShare: (name: string, value: number) =>
    `The ${name} is ${value}; it must be above 0 and at most 1.`,
  notWhole: (name: string, value: number) => `The ${name} is ${value}; it must be a whole number.`,
  tooManySteps: (steps: number, most: number) =>
    `The number of steps is ${steps}; it must lie between 1 and ${most} with this sampler.`,
  stopWordsMany: (count: number, most: number) =>
    `There are ${count} stop words; the most is ${most}.`,
  stopWordLength: (length: number, most: number) =>
    `A stop word has ${length} characters; it must have 1 to ${most}.`,
  begunRows: (codes: number, row: number) =>
    `${codes} tiles are given to begin with; they must fill whole rows of ${row}, and leave one to paint.`,
  begunCode: (code: number, most: number) =>
    `Tile ${code} is given to begin with; tiles are numbered from 0 to ${most}.`,
  weightOdd: (text: string, weight: number, most: number) =>
    `“${text}” weighs ${weight}; a weight must lie between 0 and ${most}.`,
  turnLate: (step: number, steps: number) =>
    `The prompt is to change after step ${step}, and there are ${steps} steps.`,
  notNumbers: () =>
    'The picture came out as no numbers at all (NaN). Another sampler or another number of steps may do.',
  oddPicture: (width: number, height: number) =>
    `The picture to begin with has ${width} × ${height} pixels; it must be square.`,
  noEncoder: () => 'This model has no encoder, so it cannot begin with a picture.',
  seedListOdd: (part: string) =>
    `“${part}” is no seed; seeds are whole numbers from 0 to 4294967295.`,
  seedListLong: (count: number, most: number) =>
    `The list has ${count} seeds; the most is ${most}.`,
  // A browser
  noWebAssembly: () => 'It has no WebAssembly.',
  noWorkers: () => 'It has no web workers.',
  // A file of a pack
  notInManifest: (path: string) => `${path} is not in the manifest.`,
  notListed: (pack: string) => `manifest.json does not list ${pack}.`,
  notJson: (path: string) => `${path} is not JSON.`,
  notThere: (path: string) => `${path} is not there.`,
  unreachable: (path: string) => `${path} cannot be reached.`,
  serverAnswered: (path: string, status: number) => `${path}: the server answered ${status}.`,
  connectionCut: (path: string) => `${path}: the connection was cut.`,
  cutShort: (path: string, bytes: number, all: number) =>
    `${path} is cut: ${bytes} of ${all} bytes.`,
  tooLong: (path: string, bytes: number) =>
    `${path} is longer than the ${bytes} bytes of the manifest.`,
  otherFile: (path: string) => `${path} is not the file of the manifest.`,
  oddValue: (file: string, name: string, value: string) => `${file}: ${name} is ${value}.`,
  cannotOpen: (path: string, reason: string) => `${path} cannot be opened: ${reason}`,
  notInPack: (path: string) => `${path} is not in this pack.`,
  asksFor: (path: string, input: string) => `${path} asks for ${input}, which no run here gives.`,
  lacksToken: (path: string, token: string) => `${path} has no ${token}.`,
  overOnePiece: (path: string, size: string) =>
    `${path} has ${size}; a browser holds 2 GB in one piece.`,
  overWasm: (size: string) => `This pack needs about ${size}; WebAssembly can address 4 GB.`,
  overMachine: (size: string, memory: string) =>
    `This pack needs about ${size}; this machine has ${memory} for everything.`,
  needsMemory: (size: string) => `This pack needs about ${size}.`,
  // Something that was opened
  fileNotThere: () => 'The file is not there.',
  fileLarge: () => 'The file is too large.',
  fileCutShort: () => 'The file is cut short.',
  fileDamaged: () => 'The file is damaged.',
  fileUnpacksLarge: () => 'The file unpacks to more than a run can be.',
  notRecording: () => 'It is not a recorded run.',
  neitherRunNorPicture: () => 'It is neither a saved run nor a PNG picture.',
  oddField: (where: string, value: string) => `Its ${where} is ${value}.`,
  emptyField: (where: string) => `There is nothing in its ${where}.`,
  doubledField: (where: string) => `Its ${where} names something twice.`,
  otherOrigin: () => 'It lies on another server, and this page asks none but its own.',
  noPack: () => 'There is no GPT-2, DALL-E or Stable Diffusion pack in it that I know.',
  notZip: () => 'It is not a zip file.',
  notPng: () => 'It is not a PNG picture.',
  pictureCutShort: () => 'The picture is cut short.',
  pictureDamaged: () => 'The picture is damaged.',
  pictureWithoutHeader: () => 'The picture has no header.',
  pictureTextLong: () => 'Its text is too long.',
  pictureSilent: () => 'The picture does not say how it was made.',
  pictureWithoutSeed: () => 'The picture does not say with which seed it was made.',
  linkLong: () => 'The link is too long.',
  linkDamaged: () => 'The link is damaged.',
  linkTwice: (name: string) => `The link says “${name}” twice.`,
  linkUnknown: (name: string) => `The link says “${name}”, which I do not know.`,
  otherSort: () => 'It is another kind of file.',
  notOfClass: () => 'What you opened asks for something that your class does not offer.',
  ...((import.meta.env.WINDOWSILL_HUB ? hubDetails : {}) as typeof hubDetails),
};

export type DetailCode = keyof typeof details;

/** Which sentence, and its values: plain data that can cross to another thread. */
export interface Detail {
  code: DetailCode;
  values: readonly (string | number)[];
}

/** A detail by its code and values. */
export function why<C extends DetailCode>(
  code: C,
  ...values: Parameters<(typeof details)[C]>
): Detail {
  return { code, values };
}

/** The sentence of a detail among those of a language; codes from outside may be unknown: ''. */
export function sentenceOfDetail(sentences: typeof details, { code, values }: Detail): string {
  if (!Object.hasOwn(sentences, code)) return '';
  const say = sentences[code] as (...values: readonly unknown[]) => string;
  return say(...values);
}
