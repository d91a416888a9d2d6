import { normaliseSubject } from './normalise-subject.js';

it.each([
  ['Re: My order', 'my order'],
  ['RE: AW: Fwd: [list] my  ORDER ', 'my order'],
  ['Re[2]: My order', 'my order'],
  ['Antw: Réf: Ｏrder', 'réf: order'],
  ['回复：订单', '订单'],
  ['Reorder: paper', 'reorder: paper'],
  ['Re:', null],
  ['   ', null],
  [undefined, null],
])('%j is about %j', (subject, key) => {
  expect(normaliseSubject(subject)).toBe(key);
});
