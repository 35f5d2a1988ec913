/** The words of what is taken home. */
export default {
  more: 'More to take home',
  fewer: 'Less to take home',
  title: 'Take it home',
  gif: 'Save the dream as a GIF',
  webm: 'Save the dream as a film',
  story: 'Save the story as text',
  postcard: 'Save a postcard',
  code: 'Show a code for a phone',
  hideCode: 'Hide the code',
  share: 'Share',
  stop: 'Stop',
  making: (percent: string) => `Making it: ${percent}`,
  missing: 'This part of the page cannot be reached now.',
  oneMoment: 'One moment…',
  saved: (name: string, size: string) => `Saved as ${name}, ${size}.`,
  shared: 'Handed on.',
  notShared: 'Not shared.',
  stopped: 'Stopped.',
  failed: (why: string) => `That did not work. ${why}`,
  noVideo: 'This browser cannot make a film. The GIF shows the same.',
  codeLabel: 'A code that a phone’s camera reads: the link to this run',
  codeHelp:
    'Point a phone’s camera at the code: it opens this page with the same sentence, seed and settings.',
  codeLong: 'The sentence is too long for a code that a camera can read. Copy the link instead.',
  codeOnlyHere:
    'This page is only on this machine, so a phone cannot open the link. The code still holds sentence, seed and settings.',
  made: 'Made in a browser by the small models of Windowsill.',
  foot: (seed: string) =>
    `Made in a browser by the small models of Windowsill. With the same sentence and seed ${seed} it comes out the same again.`,
  shareText: (prompt: string) =>
    `“${prompt}”, written and drawn by the small models of Windowsill.`,
};
