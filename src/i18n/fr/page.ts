import type english from '../en/page.ts';

const page: typeof english = {
  header: {
    language: 'Langue',
  },
};

export default page;
