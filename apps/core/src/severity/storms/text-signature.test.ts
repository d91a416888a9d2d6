import { alikeFrom, bandsOf, likeness, signatureOf } from './text-signature.js';

const alike = (one: string, other: string): number => likeness(signatureOf(one)!, signatureOf(other)!);
const shared = (one: string, other: string): number => {
  const bands = new Set(bandsOf(signatureOf(one)!));
  return bandsOf(signatureOf(other)!).filter((band) => bands.has(band)).length;
};

const complaint = 'The new Lumo charger caught fire in my kitchen last night. Never buy from this shop!';

describe('the same complaint in slightly other words is one storm', () => {
  it.each([
    ['as it is', complaint],
    ['louder', complaint.toUpperCase()],
    ['to somebody, with an address', `@shop.example ${complaint} https://example.org/${'x'.repeat(40)}`],
    ['with a word more', complaint.replace('caught', 'just caught')],
    [
      'with another mark and another word',
      complaint.replace('night. Never', 'night, never').replace('shop', 'store'),
    ],
  ])('%s', (_, other) => {
    expect(alike(complaint, other)).toBeGreaterThanOrEqual(alikeFrom);
    expect(shared(complaint, other)).toBeGreaterThan(0);
  });
});

describe('another matter is another storm', () => {
  it.each([
    ['When does my order arrive? I have waited since Monday.'],
    ['The new Lumo lamp is wonderful, thank you so much for the quick delivery!'],
    ['Il caricatore ha preso fuoco in cucina, non comprate da questo negozio!'],
    ['My charger does not fit into the socket, can I send it back to the shop?'],
  ])('%s', (other) => {
    expect(alike(complaint, other)).toBeLessThan(alikeFrom);
  });
});

it.each(['', 'thanks!', '@shop.example @other.example', 'https://example.org/a/long/address', '🔥🔥🔥'])(
  'what says too little (%p) is alike to nothing',
  (text) => {
    expect(signatureOf(text)).toBeUndefined();
  },
);

it('a signature stays what it is, whatever the release: a storm outlives it', () => {
  expect(signatureOf(complaint)!.slice(0, 24)).toBe('00f2e4d3005d878d0329cfd4');
  expect(bandsOf(signatureOf(complaint)!)).toHaveLength(10);
});
