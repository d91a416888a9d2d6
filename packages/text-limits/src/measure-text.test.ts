import { measureText } from './measure-text.js';

const family = '👨‍👩‍👧‍👦';

it.each([
  ['bluesky', 'hello', { unit: 'characters', used: 5, max: 300 }],
  ['bluesky', family.repeat(3), { unit: 'bytes', used: 75, max: 3_000 }],
  ['bluesky', 'e\u0301'.repeat(300), { unit: 'characters', used: 300, max: 300 }],
  ['bluesky', 'a'.repeat(301), { unit: 'characters', used: 301, max: 300 }],
  ['x', 'hello', { unit: 'characters', used: 5, max: 280 }],
  ['x', 'e\u0301', { unit: 'characters', used: 1, max: 280 }],
  ['x', '日本', { unit: 'characters', used: 4, max: 280 }],
  ['x', family, { unit: 'characters', used: 2, max: 280 }],
  ['x', '#1', { unit: 'characters', used: 2, max: 280 }],
  ['x', `see https://example.org/${'a'.repeat(200)}`, { unit: 'characters', used: 27, max: 280 }],
  ['mastodon', `see https://example.org/${'a'.repeat(200)}`, { unit: 'characters', used: 27, max: 500 }],
  ['x', 'see filo.it', { unit: 'characters', used: 27, max: 280 }],
  ['x', `see filo.it/${'a'.repeat(200)}`, { unit: 'characters', used: 27, max: 280 }],
  ['x', '(https://a.example/b).', { unit: 'characters', used: 26, max: 280 }],
  ['x', 'https://a.example/b_(c), yes', { unit: 'characters', used: 28, max: 280 }],
  ['x', 'https://a.example/日本', { unit: 'characters', used: 27, max: 280 }],
  ['x', 'see bill.pdf, 3.50 e.g. at ada@filo.it', { unit: 'characters', used: 38, max: 280 }],
  ['x', 'see filo.it. Then @ada', { unit: 'characters', used: 38, max: 280 }],
  ['x', `see a.example/${'a'.repeat(40)}`, { unit: 'characters', used: 54, max: 280 }],
  ['mastodon', 'see filo.it', { unit: 'characters', used: 11, max: 500 }],
  ['mastodon', 'hi @ada@social.example.org', { unit: 'characters', used: 7, max: 500 }],
])('%s counts %j as its network does', (channel, text, measure) => {
  expect(measureText(channel, text)).toEqual(measure);
});

it('a text of many bytes is over the limit of Bluesky before its characters are', () => {
  const text = family.repeat(121);
  expect(measureText('bluesky', text)).toEqual({ unit: 'bytes', used: 3_025, max: 3_000 });
});

it('mail has no limit', () => {
  expect(measureText('email', 'a'.repeat(10_000))).toBeUndefined();
});

it.each([
  ['Sorry!', 'ada@social.example', 11],
  ['Sorry, @Ada@social.example.', 'ada@social.example', 12],
  ['Sorry, @ada@social.example.org', 'ada@social.example.org', 11],
  ['Sorry, @adam@social.example', 'ada@social.example', 17],
  ['Sorry!', undefined, 6],
])('at Mastodon the name of whoever is answered counts, once: %s', (text, handle, used) => {
  expect(measureText(handle ? `mastodon ${handle}` : 'mastodon', text)).toMatchObject({ used });
});
