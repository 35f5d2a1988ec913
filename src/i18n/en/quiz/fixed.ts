/** The questions that are the same for everybody; `right` is right, and the others are not. */
export default {
  continuesText: {
    ask: 'Which model generates text continuations from a prompt?',
    right: 'GPT',
    a: 'Stable Diffusion',
    b: 'DALL-E',
    c: 'None of these',
    hint: 'It is the storyteller of the three.',
    because:
      'GPT reads your words and says how likely each next word is; one is drawn, and it goes on from there. The other two make pictures.',
  },
  startsFromNoise: {
    ask: 'Which model starts from noise?',
    right: 'Stable Diffusion',
    a: 'DALL-E',
    b: 'GPT',
    c: 'None of these',
    hint: 'It works like a sculptor: it takes away what does not belong.',
    because:
      'Stable Diffusion begins with pure random noise and clears it step by step. DALL-E begins with an empty grid, GPT with your words.',
  },
  intoImageTokens: {
    ask: 'Which model converts text into image tokens?',
    right: 'DALL-E',
    a: 'GPT',
    b: 'Stable Diffusion',
    c: 'None of these',
    hint: 'Think of someone laying a mosaic.',
    because:
      'DALL-E turns your words into 256 picture tokens, one after another, and a decoder turns those into pixels.',
  },
  tokenIs: {
    ask: 'What is a token?',
    right: 'A word, or a piece of one, that stands for a number',
    a: 'A picture of a word',
    b: 'A coin you pay for each answer',
    c: 'A mistake that the model made',
    hint: 'Models can only calculate.',
    because:
      'Models calculate with numbers, so a sentence is first cut into pieces and each piece gets its number. For DALL-E, tiles of a picture are tokens too.',
  },
  sameSeed: {
    ask: 'Same sentence, same settings, same seed: what comes out?',
    right: 'Exactly the same again',
    a: 'Something a little different',
    b: 'Something completely different',
    c: 'Nothing, a seed works only once',
    hint: 'The seed is where all the chance of a run comes from.',
    because:
      'All the chance in a run comes from the seed. Start from the same seed and every draw falls the same way.',
  },
  whereRuns: {
    ask: 'Where do the three models of this page do their work?',
    right: 'Inside this browser, on this machine',
    a: 'On a big computer far away',
    b: 'In the search engine',
    c: 'On the phones of other people',
    hint: 'You could pull out the network cable now.',
    because:
      'The models were loaded into your browser and calculate on your machine. What you type is sent nowhere.',
  },
  neverSeen: {
    ask: 'These models have never seen a giraffe. What happens if you ask for one?',
    right: 'It cannot be drawn, and the page says so',
    a: 'They look one up in the internet',
    b: 'They remember one from school',
    c: 'They learn it while you wait',
    hint: 'A model knows only what was in its examples.',
    because:
      'A model can only put together what it has learned from examples. Words outside of that are passed over, and the page points them out.',
  },
  learnFrom: {
    ask: 'How did these models learn?',
    right: 'From many examples, by making their errors smaller little by little',
    a: 'Someone wrote down all the rules',
    b: 'They copied a dictionary',
    c: 'By being used often',
    hint: 'Look at the curves of the training trace.',
    because:
      'In training the model guesses, the error is measured, and every one of its numbers is moved a tiny bit so that the error shrinks. That is repeated many thousands of times.',
  },
  temperatureUp: {
    ask: 'You raise the temperature of GPT. What changes?',
    right: 'Less likely words are chosen more often',
    a: 'It writes faster',
    b: 'It knows more words',
    c: 'The text becomes longer',
    hint: 'Hot is wild, cold is careful.',
    because:
      'A higher temperature flattens the shares: the favourites lose some, the outsiders gain some. At 0 the likeliest word always wins.',
  },
  oneAtATime: {
    ask: 'How does GPT write a sentence?',
    right: 'One token at a time, each time reading all that stands before',
    a: 'All the words at once',
    b: 'From the last word back to the first',
    c: 'It looks for the sentence in a list',
    hint: 'Watch the text while it grows.',
    because:
      'It never plans the whole: it chooses one token, adds it to the text, and reads everything again for the next.',
  },
  guidanceUp: {
    ask: 'What does more guidance do to a picture?',
    right: 'It follows your words more strictly, with less variety',
    a: 'It makes the picture larger',
    b: 'It makes the picture brighter',
    c: 'It takes more steps',
    hint: 'Guidance is how hard your words pull.',
    because:
      'Guidance strengthens the difference between the guess with your words and the guess without them. Too much of it, and colours become harsh.',
  },
  guessesNoise: {
    ask: 'What does the network of Stable Diffusion guess at each step?',
    right: 'What in the picture is noise',
    a: 'The next word',
    b: 'The number of the next tile',
    c: 'Whether you will like it',
    hint: 'To clear something away, you must know what it is.',
    because:
      'It guesses the noise. A part of it is taken away, and what is left is a little clearer: that is one step.',
  },
  layingOrder: {
    ask: 'In which order does DALL-E lay its tiles?',
    right: 'Row by row from the top, each row from left to right',
    a: 'From the middle outwards',
    b: 'All at once',
    c: 'The important things first',
    hint: 'Like the lines of a book.',
    because:
      'For DALL-E a picture is a long sentence of tiles: it reads your words and the tiles laid so far, and chooses the next one.',
  },
  lossFalls: {
    ask: 'In training the loss falls. What does that mean?',
    right: 'The guesses are getting better',
    a: 'The model is getting smaller',
    b: 'The model forgets',
    c: 'The training is getting slower',
    hint: 'The loss measures how wrong the guesses are.',
    because:
      'The loss says how surprised the model is by the right answer. The lower, the better it guesses.',
  },
  moreSteps: {
    ask: 'You give Stable Diffusion many more steps. What happens?',
    right: 'It takes longer, and from some point on hardly looks better',
    a: 'The picture gets as much better as it takes longer',
    b: 'It draws more things',
    c: 'The picture is noisy again',
    hint: 'Compare the last few steps of your own run.',
    because:
      'The big decisions fall in the first steps. Later ones only polish, so more of them cost time and change little.',
  },
  smallLatent: {
    ask: 'Why does Stable Diffusion work on a small latent and not on the pixels?',
    right: 'There are far fewer numbers to calculate with',
    a: 'Because pixels are secret',
    b: 'So that the colours are random',
    c: 'Because text does not fit on pixels',
    hint: 'Count: 512 × 512 pixels of three colours.',
    because:
      'A latent is a short summary of a picture, with far fewer numbers. Only at the end a decoder makes pixels of it.',
  },
  softmax: {
    ask: 'What does softmax do?',
    right: 'It turns scores into shares that together make 100 %',
    a: 'It makes the picture softer',
    b: 'It finds the longest word',
    c: 'It deletes all small numbers',
    hint: 'The bars below a word of GPT come from it.',
    because:
      'A model first gives each word a score of any size. Softmax raises e to each score and divides by the sum: now they are shares of a whole.',
  },
  attention: {
    ask: 'What does attention work out?',
    right: 'How much each token takes over from each other token',
    a: 'How interesting the text is for you',
    b: 'Which words are spelled wrong',
    c: 'How fast the model should run',
    hint: 'Each row of an attention picture adds up to 1.',
    because:
      'Each token asks, the others answer with how well they fit, and it gathers from them by these weights. So "it" can find the cat it stands for.',
  },
  heldOut: {
    ask: 'Why is a model measured on examples that it never learned from?',
    right: 'To see whether it learned the rule or only knows its examples by heart',
    a: 'To train it twice as fast',
    b: 'Because the other examples are used up',
    c: 'To make the loss smaller',
    hint: 'Think of a test with exactly the questions of the homework.',
    because:
      'Who knows the answers by heart shines only on the old questions. New ones show whether something was understood.',
  },
  quantised: {
    ask: 'The weights of these models are stored in 8 bits instead of 32. What is the price?',
    right: 'Each number is a little less exact',
    a: 'Three quarters of the weights are missing',
    b: 'The model can say only 8 words',
    c: 'There is no price, it gets more exact',
    hint: 'Measure with a ruler that has only 256 marks.',
    because:
      'With 8 bits there are 256 marks on the ruler instead of billions. The files are a quarter of the size, and the results nearly the same.',
  },
  emptyPrompt: {
    ask: 'With guidance, the network runs twice at each step. Why?',
    right: 'Once with your words and once without, to strengthen the difference',
    a: 'Once for the left half and once for the right',
    b: 'To check its own spelling',
    c: 'The first time is only a warm-up',
    hint: 'How do you know what a word has changed?',
    because:
      'Only both guesses together show what your words change. Guidance takes that difference times a number.',
  },
  decoder: {
    ask: 'In DALL-E, what is the work of the VQ decoder?',
    right: 'It makes pixels of the 256 token numbers',
    a: 'It cuts your sentence into tokens',
    b: 'It chooses the next token',
    c: 'It translates your sentence',
    hint: 'Numbers are no picture yet.',
    because:
      'The transformer only chooses numbers of tiles. The decoder knows what each number looks like beside its neighbours, and paints it.',
  },
  ninetyNine: {
    ask: 'GPT gives a word 99 %. What does that tell you?',
    right: 'After all it has read, this word is very likely here',
    a: 'The sentence is true',
    b: 'It looked the word up',
    c: '99 people have checked it',
    hint: 'Can a fairy tale be very likely word by word?',
    because:
      'The share speaks of how texts usually go on, and not of the world. A model can be very sure and very wrong.',
  },
  tooHighRate: {
    ask: 'The learning rate is far too high. What happens to the loss?',
    right: 'It jumps about, or is no number any more',
    a: 'It falls faster and further',
    b: 'It stays exactly the same',
    c: 'It falls, only more slowly',
    hint: 'Run down a valley with steps as long as the valley is wide.',
    because:
      'Each step goes too far and lands on the other slope, sometimes higher than before. You can try it yourself in Experiment.',
  },
};
