import { codesIn, lineToPost, mintCode, namesAddress } from './invitation-code.js';

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
