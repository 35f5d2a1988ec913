/** The shortest run that feeds a cache: two tokens, the likeliest. */
export const twoTokens = {
  family: 'gpt2',
  prompt: 'A cat sitting on a sunny windowsill',
  seed: 7,
  temperature: 0,
  topK: 0,
  topP: 1,
  maxNewTokens: 2,
} as const;
