import { detailsIn, orderPattern } from './find-details.js';

const found = (text: string, orders: readonly RegExp[] = []) =>
  detailsIn(text, orders).map(({ kind, text: detail }) => `${kind} ${detail}`);

it.each([
  ['write to ada.b+c@mail.example.org.', ['address ada.b+c@mail.example.org']],
  ['call +39 02 1234 5678 now', ['phone +39 02 1234 5678']],
  ['(030) 1234567', ['phone (030) 1234567']],
  ['347 123 4567', ['phone 347 123 4567']],
  ['order 77812 is on its way', ['number 77812']],
  ['Order #77812', ['number 77812']],
  ['ordine n.AB-77812', ['number AB-77812']],
  ['parcel 1Z999AA10123456784', ['number 1Z999AA10123456784']],
])('%j tells %j', (text, details) => expect(found(text)).toEqual(details));

it.each([
  'on 2026-11-26 at 10:30',
  'il 26/11/2026, or 26.11.2026',
  'it costs 1.299,00 € since 2024',
  'ask @ada@social.example or @ada.example',
  'read https://shop.example/help/360012345?t=9a8b7c6d5e4',
  'room 101, 24/7, 100 %',
])('%j tells nothing', (text) => expect(found(text)).toEqual([]));

it('takes only what looks like an order of ours where that is known', () => {
  const orders = ['AB-####', '??######'].map(orderPattern);
  expect(found('AB-1234, ab-1234, XY123456, 77812, AB-12345', orders)).toEqual([
    'number AB-1234',
    'number ab-1234',
    'number XY123456',
  ]);
  for (const shape of 'A.B A*B A(B [A] A{2} A|B A^B A$B A+B A/B A\\B'.split(' ')) {
    expect(orderPattern(shape).test(shape)).toBe(true);
    expect(orderPattern(shape).test('AXB')).toBe(false);
  }
});

it('takes a long text of any shape in one pass', () => {
  for (const sign of ['1', '1 ', 'a', '@', 'a.', 'a@', '-', '(1', '+1-'])
    expect(() => detailsIn(sign.repeat(100_000), [])).not.toThrow();
}, 10_000);
