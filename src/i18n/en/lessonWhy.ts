/** Why: what each kind of model is for, and what it must not be trusted with. */
export default {
  lead: 'Three kinds of machine, and three good reasons to build each. None is good at everything. Here is what to ask of which.',
  headings: {
    for: 'What it is for',
    used: 'Where you meet it',
    bad: 'What it is bad at',
    never: 'Do not trust it with',
  },
  gpt2: {
    name: 'The storyteller: GPT',
    for: 'Going on with text: answering, summing up, translating, helping with code. Whatever can be written as a row of pieces.',
    used: 'Chat assistants, the word your phone suggests, programs that complete code, subtitles in another language.',
    bad: 'Counting, calculating in its head, and saying “I do not know”. It writes what sounds right, and true and false can sound alike.',
    never:
      'Facts that you cannot check, advice about your health, a decision about a person, or secrets of yours.',
    inRun: (share: string) =>
      `In your own run it was on average ${share} sure of the piece it drew. All the rest of the time it could have written something else.`,
  },
  dalle: {
    name: 'The mosaic layer: DALL-E',
    for: 'Turning words into a picture with the same trick as a storyteller: picture pieces are just more words. One model can so do text and pictures together.',
    used: 'The first DALL-E worked this way, and so do models today that read and answer in words, pictures and sound at once.',
    bad: 'Taking something back. A bold tile at the top must be lived with to the bottom. It is also slow for large pictures: one piece after another.',
    never: 'Pictures as proof. What it lays looks real and never happened.',
    inRun: (share: string) =>
      `In your run its boldest tile had a chance of ${share}, and every tile after it had to fit.`,
  },
  diffusion: {
    name: 'The sculptor: Stable Diffusion',
    for: 'Fine, large pictures from words, and changing a part of one: it sees the whole at every step. The same idea makes sound, film, and the shapes of proteins.',
    used: 'Tools that make or mend pictures, film effects, design of medicines.',
    bad: 'Counting, left and right, writing inside the picture, and keeping two colours apart. Words are a wish to it and no plan.',
    never:
      'Pictures of real people without asking them, news, or anything where somebody could take the picture for a photograph.',
    inRun: (steps: string) =>
      `In your run it changed the whole picture ${steps} times. No single step was “the” decision.`,
  },
  measured: {
    title: 'Measured on the three models of this page',
    story: (share: string) =>
      `The storyteller stayed on topic in ${share} of stories it had no practice for.`,
    pictures: (single: string, pair: string) =>
      `One thing alone: right in ${single} of the pictures. Two different things: in ${pair}.`,
    none: 'The measurements of this pack are not at hand.',
  },
  questions: {
    title: 'Three questions before you trust any of them',
    one: 'Can I check it? If you cannot, do not pass it on.',
    two: 'What if it is wrong? The more harm a mistake would do, the less it may decide.',
    three:
      'Whose examples did it learn from? It repeats what was in them: the good, the wrong and the unfair. These three learned only from a picture-book world that this project drew itself.',
  },
};
