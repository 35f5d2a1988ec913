/**
 * Words of children's prompts by kinship: neighbours in a line are near each other, so the nearest known
 * word is the known one with the fewest words between. Lines are read in order; `_` joins two-word names.
 */
const lines = [
  // colours before fruit: "orange" is mostly a colour
  'crimson scarlet maroon red orange brown',
  'orange golden gold yellow lemon beige cream',
  'lime green olive emerald mint',
  'navy blue turquoise cyan teal azure',
  'indigo violet purple lilac lavender',
  'magenta pink salmon',
  'silver white cream ivory grey gray',
  'charcoal black dark grey gray',
  'one two pair couple both three four five six seven eight nine ten many several lots dozen',
  // living things
  'cat kitten lion tiger lioness leopard cheetah panther lynx',
  'dog puppy wolf fox hound poodle coyote hyena',
  'rabbit bunny hare hamster mouse rat squirrel hedgehog kangaroo beaver',
  'penguin puffin seal walrus dolphin whale shark fish octopus crab',
  'elephant mammoth rhino rhinoceros hippo hippopotamus giraffe camel horse pony unicorn cow bull sheep goat pig zebra deer',
  'owl eagle hawk falcon bird crow raven sparrow robin bat',
  'duck duckling goose swan chicken hen chick rooster turkey pigeon seagull parrot flamingo peacock',
  'dino dinosaur dragon monster crocodile alligator lizard snake turtle tortoise frog toad',
  'teddy_bear teddy bear panda koala monkey gorilla ape doll toy',
  'snowman snowmen ice iceman yeti santa',
  'robot android astronaut alien man woman boy girl child kid baby person people king queen prince princess knight pirate witch wizard fairy mermaid',
  'butterfly bee ladybird ladybug bird owl',
  // made and grown things
  'car taxi jeep van truck lorry tractor ambulance motorbike motorcycle bicycle bike scooter',
  'bus coach tram train lorry caravan',
  'rocket spaceship shuttle plane aeroplane airplane jet helicopter ufo satellite',
  'boat ship sailboat car',
  'house home cottage cabin hut castle palace tower church school barn tent building skyscraper',
  'tree oak pine palm bush leaf plant cactus sunflower flower rose tulip daisy',
  'mushroom toadstool tree plant',
  'snail worm caterpillar butterfly',
  'books book notebook newspaper',
  'guitar violin ukulele piano banjo',
  'umbrella parasol tent',
  'chair stool armchair bench sofa couch table',
  'present gift parcel box bag',
  'ghost spirit monster snowman',
  'apple pear peach cherry plum strawberry banana fruit tomato pumpkin melon grapes carrot vegetable',
  'ball football basketball marble globe egg bubble coin',
  'balloon kite airship blimp bubble cloud',
  'teacup cup mug tea coffee glass bottle bowl teapot kettle jug cake plate',
  // places and light
  'windowsill sill window ledge shelf balcony curtain sofa couch bed chair table',
  'beach sand shore coast seaside sea ocean island lake river water desert',
  'meadow field grass garden lawn park farm hill valley',
  'forest woods wood jungle trees rainforest',
  'snow ice winter frost arctic mountain mountains',
  'street road city town highway village pavement',
  'kitchen room bedroom bathroom restaurant cafe office classroom',
  'space stars star moon galaxy planet mars universe sky earth',
  'sunny sun sunshine sunlit bright warm day daytime morning noon',
  'sunset dusk evening twilight dawn sunrise',
  'night midnight dark moonlight nighttime starry',
  // doing and being somewhere
  'sitting sleeping lying resting napping dozing',
  'standing walking running jumping dancing playing waiting',
  'flying floating swimming hovering gliding',
  'parked driving racing',
  'beside near behind by under below above over around',
];

const families: readonly (readonly string[])[] = lines.map((line) =>
  line.split(' ').map((word) => word.replace('_', ' ')),
);

const pictures: Record<string, string> = {
  '🐱🐈😺': 'cat',
  '🐶🐕': 'dog',
  '🐰🐇': 'rabbit',
  '🐧': 'penguin',
  '🐘': 'elephant',
  '🦉': 'owl',
  '🦆': 'duck',
  '🦕🦖🐉🐲': 'dinosaur',
  '⛄☃': 'snowman',
  '🚗🚙🚕🏎': 'car',
  '🚌🚍': 'bus',
  '🚀🛸': 'rocket',
  '🏠🏡': 'house',
  '🌳🌲🌴': 'tree',
  '⚽🏀🎾': 'ball',
  '🎈': 'balloon',
  '🧸': 'teddy bear',
  '🍵☕🫖': 'teacup',
  '🤖': 'robot',
  '🍎🍏': 'apple',
  '🦊': 'fox',
  '🐻': 'bear',
  '🐦🐤': 'bird',
  '🐟🐠🐡': 'fish',
  '🐳🐋': 'whale',
  '🐬': 'dolphin',
  '🐢': 'turtle',
  '🐸': 'frog',
  '🦋': 'butterfly',
  '🐝': 'bee',
  '🐴🐎': 'horse',
  '🐮🐄': 'cow',
  '🐷🐖': 'pig',
  '🐑🐏': 'sheep',
  '🦁': 'lion',
  '🐯🐅': 'tiger',
  '🐌': 'snail',
  '🐙': 'octopus',
  '🍓': 'strawberry',
  '🎂🍰': 'cake',
  '🍄': 'mushroom',
  '🌵': 'cactus',
  '🌻': 'sunflower',
  '🏰': 'castle',
  '🚂🚆': 'train',
  '🚲': 'bicycle',
  '✈🛩': 'airplane',
  '⛵🚤': 'boat',
  '📚📖': 'books',
  '🎸': 'guitar',
  '☂☔🌂': 'umbrella',
  '🪑': 'chair',
  '🎁': 'present',
  '👻': 'ghost',
  '🏜': 'desert',
  '🛏': 'bedroom',
  '⛰🏔': 'mountain',
  '🏞': 'park',
  '🏖🌊': 'beach',
  '❄🌨': 'snow',
  '🌌🌙🪐': 'space',
  '☀🌞': 'sunny',
  '🌅🌇': 'sunset',
  '🌃': 'night',
};

/** The nearest of the known words in the first family that holds `word` and a known one; null where none does. */
export function nearestKin(word: string, isKnown: (word: string) => boolean): string | null {
  for (const family of families) {
    const at = family.indexOf(word);
    if (at < 0) continue;
    const kin = family
      .map((other, index) => ({ other, distance: Math.abs(index - at) }))
      .filter(({ other, distance }) => distance > 0 && isKnown(other))
      .sort((a, b) => a.distance - b.distance)[0];
    if (kin !== undefined) return kin.other;
  }
  return null;
}

/** The word for an emoji, or null. */
export function wordOfEmoji(emoji: string): string | null {
  const first = Array.from(emoji)[0] ?? '';
  for (const [drawings, word] of Object.entries(pictures)) {
    if (Array.from(drawings).includes(first)) return word;
  }
  return null;
}
