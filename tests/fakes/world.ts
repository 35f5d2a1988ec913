/** A small world in the layout of models/world.json. */
export const seedling = {
  objects: [
    { name: 'cat', synonyms: ['kitten'], plural: 'cats', colours: true },
    { name: 'dog', synonyms: ['puppy'], plural: 'dogs', colours: true },
    { name: 'elephant', synonyms: [], plural: 'elephants', colours: true },
    { name: 'penguin', synonyms: [], plural: 'penguins', colours: true },
    { name: 'duck', synonyms: [], plural: 'ducks', colours: true },
    { name: 'dinosaur', synonyms: ['dino'], plural: 'dinosaurs', colours: true },
    { name: 'car', synonyms: [], plural: 'cars', colours: true },
    { name: 'teddy bear', synonyms: ['teddy'], plural: 'teddy bears', colours: true },
  ],
  places: [
    { name: 'windowsill', phrase: 'on a windowsill' },
    { name: 'beach', phrase: 'on a beach' },
    { name: 'snow', phrase: 'in the snow' },
    { name: 'street', phrase: 'on a street' },
  ],
  lights: ['sunny', 'sunset', 'night'],
  colours: ['red', 'yellow', 'green', 'blue', 'purple', 'pink', 'white', 'black'],
  counts: ['two', 'three'],
  relations: ['left of', 'next to', 'and'],
  words: (
    'a an the on in of at to and next left right two three cat cats kitten dog dogs elephant elephants penguin penguins ' +
    'duck ducks dinosaur dinosaurs car cars teddy bear bears sitting standing parked windowsill beach snow street ' +
    'sunny sunset night red yellow green blue purple pink white black'
  ).split(' '),
  suggestions: [
    'A cat sitting on a sunny windowsill',
    'A red car on a night street',
    'Two penguins in the snow',
    'A dinosaur on a sunset beach',
    'A teddy bear next to a red car',
    'Three ducks on a sunny beach',
  ],
  version: 1,
};
