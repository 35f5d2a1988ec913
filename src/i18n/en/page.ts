/** The words of the page itself: the prompt, the rooms, the settings, what can be kept. */
export default {
  header: {
    language: 'Language',
  },
};
