import { hasShape, isPlainHttps } from './address-shapes';

const shaped = (shape: 'word' | 'host' | 'name@host' | 'text', address: string, longest = 320) =>
  hasShape(address, { shape, longest, label: { en: '' }, placeholder: '', fault: { en: '' }, dropsAt: true });

test.each([
  ['word', 'shop_1', true],
  ['word', 'the shop', false],
  ['word', 'shop.example', false],
  ['host', 'shop.bsky.social', true],
  ['host', 'shop.xn--p1ai', true],
  ['host', 'shop.1', false],
  ['host', 'shop', false],
  ['host', 'shop@bsky.social', false],
  ['name@host', 'the.shop@social.example', true],
  ['name@host', 'shop@localhost:3000', true],
  ['name@host', 'shop', false],
  ['name@host', '@shop', false],
  ['text', '+39 02 1234', true],
] as const)('an address of the shape %s: %s is one: %s', (shape, address, isOne) => {
  expect(shaped(shape, address)).toBe(isOne);
});

test('an address is no longer than its network takes', () => {
  expect([shaped('word', 'a'.repeat(15), 15), shaped('word', 'a'.repeat(16), 15)]).toEqual([true, false]);
});

test.each(['word', 'host', 'name@host', 'text'] as const)(
  'no text makes the shape %s think for long',
  (shape) => {
    const begun = performance.now();
    for (const text of ['a', 'a.', 'a-', '.a', 'a@', '1_'])
      shaped(shape, `${text.repeat(10_000)}!`, Number.POSITIVE_INFINITY);
    expect(performance.now() - begun).toBeLessThan(5_000);
  },
);

test.each([
  ['https://hooks.example.com/x', true],
  ['http://127.0.0.1:4700', true],
  ['http://localhost:4700/', true],
  ['http://hooks.example.com', false],
  ['https://hooks.example.com:8443', false],
  ['https://hooks.example.com/?a=b', false],
  ['https://hooks.example.com/#a', false],
  ['hooks.example.com', false],
  ['', false],
])('that %s is https without port, query and fragment, or at this machine: %s', (text, isOne) => {
  expect(isPlainHttps(text)).toBe(isOne);
});
