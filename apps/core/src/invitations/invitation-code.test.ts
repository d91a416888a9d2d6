import { isOnlyTheLine, codesIn, lineToPost, mintCode, namesAddress } from './invitation-code.js';

describe('a code', () => {
  it('is found again among other words, in either case', () => {
    for (let n = 0; n < 200; n++) {
      const code = mintCode();
      expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
      expect(codesIn(`Here: ${code.toLowerCase()}, as you asked`)).toEqual([code]);
    }
  });

  it.each([
    'a long-term plan, with well-made parts',
    'call 2345-6789 today',
    'card 4242-4242-4242-424A',
    'x2345-678A',
    'the code 2345-678AB is too long',
    '> K7QM-9TXA m… at e….org',
  ])('is not found in "%s"', (words) => expect(codesIn(words)).toEqual([]));

  it('is looked for five times in one message and no more', () =>
    expect(
      codesIn(Array.from({ length: 40 }, (_, n) => `A${n + 20}2-AAA2`.replaceAll(/[01]/g, '7')).join(' ')),
    ).toHaveLength(5));
});

describe('the line to post', () => {
  const address = 'mary@shop.example.org';
  const line = lineToPost('K7QM-9TXA', address);

  it('names the address without its letters and without an @', () =>
    expect(line).toBe('K7QM-9TXA m… at s….org'));

  it.each([line, `Hello! ${line.toUpperCase()}.`, 'k7qm-9txa M... at S....org', 'K7QM-9TXA m…@s….org'])(
    'names it as "%s"',
    (words) => expect(namesAddress(words, address)).toBe(true),
  );

  it.each([
    'K7QM-9TXA',
    'K7QM-9TXA n… at s….org',
    'K7QM-9TXA m… at t….org',
    'K7QM-9TXA m… at s….com',
    `> ${line}`,
    'K7QM-9TXA am… at s….org',
  ])('is not there in "%s"', (words) => expect(namesAddress(words, address)).toBe(false));

  it('takes no character of an address for a sign of its pattern', () => {
    const odd = '+a@[x.org';
    expect(namesAddress(lineToPost('K7QM-9TXA', odd), odd)).toBe(true);
  });
});

test.each([
  ['K7QM-9TXA m… at e….org', true],
  ['@shop.example k7qm-9txa m...@e….org', true],
  ['Here you are: K7QM-9TXA m… at e….org', true],
  ['K7QM-9TXA m… at e….org and when do I get my lamp?', false],
  ['K7QM-9TXA m… at e….org, and the lamp that you sent me is broken as well', false],
  ['Ciao! Ecco il codice:\n\nK7QM-9TXA m… at e….org\n— grazie', true],
  ['@shop@social.example Hi, my code: K7QM-9TXA m… at e….org. Thank you!', true],
  ['my card was stolen! K7QM-9TXA m… at e….org', false],
  ['K7QM-9TXA m… at e….org help', false],
  ['K7QM-9TXA m… at e….org ?', false],
  ['K7QM-9TXA m… at e….org 😡', false],
  ['K7QM-9TXA m… at e….org 112', false],
  ['Thanks for nothing K7QM-9TXA m… at e….org', false],
  ['The codebook K7QM-9TXA m… at e….org', false],
])('what stands beside the line decides whether it is a word to us: %s', (words, is) => {
  expect(isOnlyTheLine(words, 'K7QM-9TXA', 'mara@example.org')).toBe(is);
});
