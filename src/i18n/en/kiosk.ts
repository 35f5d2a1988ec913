interface Thing {
  one: string;
  many: string;
}

const things: Record<string, Thing> = {
  cat: { one: 'cat', many: 'cats' },
  dog: { one: 'dog', many: 'dogs' },
  rabbit: { one: 'rabbit', many: 'rabbits' },
  penguin: { one: 'penguin', many: 'penguins' },
  elephant: { one: 'elephant', many: 'elephants' },
  owl: { one: 'owl', many: 'owls' },
  duck: { one: 'duck', many: 'ducks' },
  dinosaur: { one: 'dinosaur', many: 'dinosaurs' },
  snowman: { one: 'snowman', many: 'snowmen' },
  car: { one: 'car', many: 'cars' },
  bus: { one: 'bus', many: 'buses' },
  rocket: { one: 'rocket', many: 'rockets' },
  house: { one: 'house', many: 'houses' },
  tree: { one: 'tree', many: 'trees' },
  ball: { one: 'ball', many: 'balls' },
  balloon: { one: 'balloon', many: 'balloons' },
  'teddy bear': { one: 'teddy bear', many: 'teddy bears' },
  teacup: { one: 'teacup', many: 'teacups' },
  robot: { one: 'robot', many: 'robots' },
  apple: { one: 'apple', many: 'apples' },
};

const places: Record<string, [name: string, phrase: string]> = {
  windowsill: ['windowsill', 'on a windowsill'],
  beach: ['beach', 'on a beach'],
  meadow: ['meadow', 'in a meadow'],
  forest: ['forest', 'in a forest'],
  snow: ['snow', 'in the snow'],
  street: ['street', 'on a street'],
  kitchen: ['kitchen', 'in the kitchen'],
  space: ['space', 'in space'],
};

const lights: Record<string, [name: string, phrase: string]> = {
  sunny: ['sunshine', 'in the sunshine'],
  sunset: ['sunset', 'at sunset'],
  night: ['night', 'at night'],
};

const numbers: Record<number, string> = { 2: 'two', 3: 'three' };

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** The words of the kiosk and its staff. Names of the world that are not listed are said as they are. */
export default {
  title: 'Windowsill kiosk',
  names: {
    thing: (name: string) => things[name]?.one ?? name,
    colour: (name: string) => name,
    place: (name: string) => places[name]?.[0] ?? name,
    light: (name: string) => lights[name]?.[0] ?? name,
    count: (count: number) => numbers[count] ?? 'one',
  },
  /** "Two red cats on a beach at sunset". */
  wish: (
    thing: string,
    count: number,
    colour: string | null,
    place: string,
    light: string | null,
  ) => {
    const { one, many } = things[thing] ?? { one: thing, many: thing };
    const named = `${colour === null ? '' : `${colour} `}${count === 1 ? one : many}`;
    const article = /^[aeiou]/.test(named) ? 'an' : 'a';
    const parts = [numbers[count] ?? article, named, places[place]?.[1] ?? place];
    if (light !== null) parts.push(lights[light]?.[1] ?? light);
    return capital(parts.join(' '));
  },
  attract: {
    touch: 'Touch to make your own',
    recorded: 'Made earlier on a machine like this one',
    live: 'Being made right now, on this machine',
    promise: 'You choose the words. Three small models write and draw, here, without the internet.',
  },
  choose: {
    title: 'What shall they draw?',
    ideas: 'Ideas',
    object: 'What',
    count: 'How many',
    colour: 'Colour',
    place: 'Where',
    light: 'Light',
    any: 'any colour',
    anyLight: 'any light',
    surprise: 'Surprise me',
    draw: 'Draw it',
    noColour: 'This one has no other colour.',
    noLight: 'The light there is always the same.',
    sentence: 'Your sentence',
  },
  show: {
    back: 'Something else',
    again: 'Once more, another way',
    stop: 'Stop',
    story: 'Story',
    painting: 'Painting',
    dream: 'Dream',
    which: 'What you look at',
    writing: 'GPT-2 writes your story…',
    painted: 'DALL-E paints it, tile by tile…',
    dreamt: 'Stable Diffusion clears it out of noise…',
    loading: (share: string) => `Getting ready: ${share}`,
    steps: (done: number, total: number) => `Step ${done} of ${total}`,
    tiles: (done: number, total: number) => `Tile ${done} of ${total}`,
    waiting: 'Its turn comes next.',
    ready: 'That is what they made of your words.',
    english: 'The model only learnt English, so its story is English.',
    picture: (sentence: string) => `Picture: ${sentence}`,
    failed: 'One of the models stopped. It is being started again.',
    gaveUp: 'One of the models could not do it this time.',
    takeHome: 'Take it home',
    takeHomeHelp: 'Point a phone’s camera at the code: it makes the same again, on the phone.',
    seed: (seed: string) => `Seed ${seed}`,
    noAddress: (sentence: string, seed: string) =>
      `At home, ask Windowsill for “${sentence}” with seed ${seed}: you get the same again.`,
    close: 'Close',
  },
  idle: {
    title: 'Are you still there?',
    left: (seconds: number) =>
      `In ${seconds} ${seconds === 1 ? 'second' : 'seconds'} everything you made is forgotten and the next visitor can begin.`,
    stay: 'I am still here',
    leave: 'I am done',
  },
  size: 'Larger text',
  language: 'Language',
  staff: 'For the staff',
  door: {
    title: 'For the staff',
    pin: 'PIN',
    help: 'Four to eight digits.',
    digit: (digit: number) => `Digit ${digit}`,
    entered: (count: number) => `${count} ${count === 1 ? 'digit' : 'digits'} entered`,
    erase: 'Erase',
    open: 'Open',
    wrong: 'That is not the PIN.',
    wait: (seconds: number) => `Too many tries. Wait ${seconds} s.`,
    back: 'Back',
    none: 'This kiosk has no PIN, so its settings stay as they are. Clear the site’s data in the browser to set it up anew.',
  },
  setup: {
    title: 'Set up this kiosk',
    help: 'This is asked once on this machine. Visitors never see it again.',
    newPin: 'PIN of the staff, four to eight digits',
    newPinHelp: 'Leave it empty to do without: the settings then cannot be opened again.',
    keepPin: 'New PIN (leave empty to keep the old one)',
    badPin: 'A PIN is four to eight digits.',
    noPin:
      'This address is not a secure one (https or localhost), so no PIN can be kept and the settings cannot be opened again.',
    quiet: 'Seconds without a touch until the kiosk asks whether somebody is there',
    warning: 'Seconds to answer, 20 at least',
    languages: 'Languages for visitors; the first is the one it begins with',
    first: (name: string) => `Begin with ${name}`,
    models: 'Models that run',
    steps: 'Steps of Stable Diffusion: fewer are faster',
    drawsAlone: 'Draw while nobody is there',
    theme: 'Light or dark',
    themes: { system: 'as the system', light: 'light', dark: 'dark' },
    address: 'Address of this page for visitors’ phones',
    addressHelp: 'Leave it empty where phones cannot reach the page: then no code is shown.',
    badAddress: 'That is not an address that begins with http:// or https://.',
    noModel: 'Choose one model at least.',
    noLanguage: 'Choose one language at least.',
    start: 'Start the kiosk',
    save: 'Save',
    notKept: 'This browser keeps nothing, so these settings last until the page is left.',
    cancel: 'Back without a change',
  },
  health: {
    title: 'Health of this kiosk',
    since: 'Noted since',
    runs: 'Runs begun',
    finished: 'Runs finished',
    freshStarts: 'Fresh starts after a visitor left',
    failures: 'Failures',
    restarts: 'Last restarts',
    page: 'the page',
    memory: 'Memory of the page with its models',
    noMemory: 'not told by this browser',
    time: 'Time of a run, the newest and the middle of the last hundred',
    awake: 'Screen held awake',
    isolated: 'Isolated, so the models use several threads',
    storage: 'Storage used and allowed',
    yes: 'yes',
    no: 'no',
    none: 'none',
    of: (used: string, allowed: string) => `${used} of ${allowed}`,
    local: 'All of this stays on this machine. Nothing in it says what anybody asked for.',
    restart: 'Start the page anew',
  },
};
