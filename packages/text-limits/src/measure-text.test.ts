import { measureText } from './measure-text.js';
import { samples } from './testing/sample-limits.js';

const family = '👨‍👩‍👧‍👦';

it.each([
  ['graphemes', 'hello', { unit: 'characters', used: 5, max: 300 }],
  ['graphemes', family.repeat(3), { unit: 'bytes', used: 75, max: 3_000 }],
  ['graphemes', 'e\u0301'.repeat(300), { unit: 'characters', used: 300, max: 300 }],
  ['graphemes', 'a'.repeat(301), { unit: 'characters', used: 301, max: 300 }],
  ['weighted', 'hello', { unit: 'characters', used: 5, max: 280 }],
  ['weighted', 'e\u0301', { unit: 'characters', used: 1, max: 280 }],
  ['weighted', '日本', { unit: 'characters', used: 4, max: 280 }],
  ['weighted', family, { unit: 'characters', used: 2, max: 280 }],
  ['weighted', '#1', { unit: 'characters', used: 2, max: 280 }],
  ['weighted', `see https://example.org/${'a'.repeat(200)}`, { unit: 'characters', used: 27, max: 280 }],
  ['short', `see https://example.org/${'a'.repeat(200)}`, { unit: 'characters', used: 27, max: 500 }],
  ['weighted', 'see filo.it', { unit: 'characters', used: 27, max: 280 }],
  ['weighted', `see filo.it/${'a'.repeat(200)}`, { unit: 'characters', used: 27, max: 280 }],
  ['weighted', '(https://a.example/b).', { unit: 'characters', used: 26, max: 280 }],
  ['weighted', 'https://a.example/b_(c), yes', { unit: 'characters', used: 28, max: 280 }],
  ['weighted', 'https://a.example/日本', { unit: 'characters', used: 27, max: 280 }],
  ['weighted', 'see bill.pdf, 3.50 e.g. at ada@filo.it', { unit: 'characters', used: 38, max: 280 }],
  ['weighted', 'see filo.it. Then @ada', { unit: 'characters', used: 38, max: 280 }],
  ['weighted', `see a.example/${'a'.repeat(40)}`, { unit: 'characters', used: 54, max: 280 }],
  ['short', 'see filo.it', { unit: 'characters', used: 11, max: 500 }],
  ['short', 'hi @ada@social.example.org', { unit: 'characters', used: 7, max: 500 }],
] as const)('%s counts %j as networks of its kind do', (kind, text, measure) => {
  expect(measureText(samples[kind], text)).toEqual(measure);
});

it('a text of many bytes is over the limit of bytes before its characters are', () => {
  const text = family.repeat(121);
  expect(measureText(samples.graphemes, text)).toEqual({ unit: 'bytes', used: 3_025, max: 3_000 });
});

it.each(['unlimited', 'constructor', 'weighted', 'as-nobody-counts max=5'])('%s counts nothing', (limits) => {
  expect(measureText(limits, 'a'.repeat(10_000))).toBeUndefined();
});

it.each([
  ['Sorry!', 'ada@social.example', 11],
  ['Sorry, @Ada@social.example.', 'ada@social.example', 12],
  ['Sorry, @ada@social.example.org', 'ada@social.example.org', 11],
  ['Sorry, @adam@social.example', 'ada@social.example', 17],
  ['Sorry!', undefined, 6],
])('where the name of whoever is answered counts it does, once: %s', (text, handle, used) => {
  expect(measureText(handle ? `${samples.short} name=${handle}` : samples.short, text)).toMatchObject({
    used,
  });
});

it('code points are counted one by one, whatever is seen of them', () => {
  expect(measureText('codePoints max=10', `${family}a`)).toEqual({ unit: 'characters', used: 8, max: 10 });
});

it('where an address counts as it is written, a short one is not made longer', () => {
  expect(measureText('weighted max=280', 'see https://filo.it')).toMatchObject({ used: 19 });
  expect(measureText('graphemes max=280', 'see https://filo.it')).toMatchObject({ used: 19 });
});
