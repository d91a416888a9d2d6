import type { QueryView } from '@filo/contracts/http';
import { queryValues, termsOf } from './query-values';

it('lists are typed by commas, lines or hashtags, and shown as they are stored', () => {
  const typed = {
    ...queryValues(null),
    words: 'Rossi sofa,\n rossi ,',
    hashtags: '#Rossi #sofa',
    language: ' IT ',
  };
  const terms = termsOf(typed);
  expect(terms).toEqual({
    ...{ words: ['Rossi sofa', 'rossi'], hashtags: ['#Rossi', '#sofa'], handle: null },
    ...{ notWords: [], notAuthors: [], language: 'it' },
  });
  // Stored without its sign, and shown with it.
  const stored = { ...terms, name: 'Our name', hashtags: ['Rossi', 'sofa'] } as QueryView;
  expect(queryValues(stored)).toEqual({
    ...{ name: 'Our name', words: 'Rossi sofa, rossi', hashtags: '#Rossi, #sofa', handle: '' },
    ...{ notWords: '', notAuthors: '', language: 'it' },
  });
});
