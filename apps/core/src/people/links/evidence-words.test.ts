import { evidenceWords } from './evidence-words.js';

it.each([
  [{ type: 'first-word', messageId: 'm' }, 'Their first message to us'],
  [{ type: 'agent' }, 'An agent’s word'],
  [
    { type: 'suggestion', codes: ['same-name', 'same-phone'] },
    'An agent’s word on a suggestion: same name and same phone',
  ],
  [{ type: 'import', source: 'shop.csv' }, 'An import says so: shop.csv'],
  [{ type: 'undo', of: 'merge' }, 'A merge was undone'],
  [{ type: 'something-new' }, 'something-new'],
])('%j is said as %j', (evidence, words) => {
  expect(evidenceWords(evidence)).toBe(words);
});
