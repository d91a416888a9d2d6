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
  ['Your order 4711 left today', ['number 4711']],
  ["L'ordine n. 471 e la fattura: F-12/345", ['number 471', 'number F-12/345']],
  ['ticket #4711, or #815', ['number 4711', 'number 815']],
  ['invoice 2024-00123', ['number 2024-00123']],
  ['order 347 1234567', ['phone 347 1234567']],
  ['parcel 1Z999AA10123456784', ['number 1Z999AA10123456784']],
])('%j tells %j', (text, details) => expect(found(text)).toEqual(details));

describe.each([
  ['by default', []],
  ['with patterns of orders', ['AB-####']],
])('finds phone numbers however they are written, %s', (_, orders) => {
  it.each([
    ...['3471234567', '347 1234567', '(555) 123-4567', '347.123.4567', '555.123.4567', '347/1234567'],
    ...['347‑123–4567', '347\u00a0123\u202f4567'],
    ...['347 12 34 567', '+393471234567', '0039 347 1234567', '01.23.45.67.89'],
  ])('%s', (phone) => {
    const typed = phone.replaceAll(/[‑–]/g, '-').replaceAll(/[\u00a0\u202f]/g, ' ');
    expect(found(`call ${phone}, please`, orders.map(orderPattern))).toEqual([`phone ${typed}`]);
    expect(found(`on 26.11.2026 ${phone}`, orders.map(orderPattern))).toEqual([`phone ${typed}`]);
  });
});

describe('what hides a detail from a program and from nobody who reads', () => {
  it.each([
    ['call ３４７－１２３－４５６７', ['phone 347-123-4567']],
    ['order ٧٧٨١٢, order #４７１１', ['number 77812', 'number 4711']],
    ['347·123·4567 or 347_123_4568', ['phone 347·123·4567', 'phone 347_123_4568']],
    ['3️⃣4️⃣7️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣', ['phone 3471234567']],
    ['ada＠mail。example', ['address ada@mail.example']],
    ['ada [at] mail (dot) example', ['address ada@mail.example']],
    ['https://shop.example/?m=ada%40mail.example', ['address ada@mail.example']],
    ['ada@ma\ufe0fil.example', ['address ada@mail.example']],
    ['%2B39%20347%201234567', ['phone +39 347 1234567']],
    ['100 %, 50 %zz, %e0%a4', []],
  ])('is seen in %j', (text, details) => expect(found(text)).toEqual(details));

  it.each([
    ['4111 1111 1111 1111', ['number 4111 1111 1111 1111']],
    ['IT60 X054 2811 1010 0000 0123 456', ['number IT60 X054 2811 1010 0000 0123 456']],
  ])('cards and bank accounts ask whatever numbers are ours: %s', (text, details) => {
    expect(found(text)).toEqual(details);
    expect(found(text, [orderPattern('AB-####')])).toEqual(details);
  });
});

describe('signs that nobody sees', () => {
  it.each([
    ['347\u200b1234567', ['phone 3471234567']],
    ['347\u00ad12\u206034567', ['phone 3471234567']],
    ['ada@mail\u200b.example', ['address ada@mail.example']],
    ['a\ufeffda@mail.example', ['address ada@mail.example']],
    ['order AB-77\u200d812', ['number AB-77812']],
    ['call\u200b3471234567', ['number call3471234567']],
  ])('hide nothing in %j', (text, details) => expect(found(text)).toEqual(details));

  it('and hide none that stands beside a word', () =>
    expect(found('call\u200b3471234567', [orderPattern('AB-####')])).toEqual(['phone 3471234567']));
});

it('two phone numbers side by side are two', () =>
  expect(found('3471234567 3487654321', [orderPattern('AB-####')])).toEqual([
    'phone 3471234567',
    'phone 3487654321',
  ]));

it.each([
  'on 2026-11-26 at 10:30',
  'il 26/11/2026, or 26.11.2026',
  'on 26.11.2026 10.30',
  'a million, 1.299.000.00 €, or 1 299 000.00',
  'it costs 1.299,00 € since 2024',
  'ask @ada@social.example or @ada.example',
  'read https://shop.example/help/360012345?t=9a8b7c6d5e4',
  'room 101, 24/7, 100 %',
  'you ordered 2 lamps, order 12 more',
  'orders of 26.11.2026, #lamp2024, recorder 4711',
])('%j tells nothing', (text) => expect(found(text)).toEqual([]));

it('a number that is ours by its pattern is none to dial', () =>
  expect(found('order 123456789', [orderPattern('#########')])).toEqual(['number 123456789']));

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

it.each([
  ['https://wa.me/393331234567', ['phone 393331234567']],
  ['https://api.whatsapp.com/send?phone=%2B393331234567&text=hi', ['phone +393331234567']],
  ['https://api.whatsapp.com/send/?text=hi&phone=393331234567', ['phone 393331234567']],
  ['https://t.me/+393331234567', ['phone +393331234567']],
  ['https://signal.me/#p/+393331234567', ['phone +393331234567']],
  ['https://shop.example/tel/0555-123-4567', ['phone 0555-123-4567']],
  ['https://wa.me/message/ABC123, https://shop.example/phones/12345678', []],
])('a link to a phone tells %j', (text, details) => expect(found(text)).toEqual(details));

it('a link to what is numbered as our orders are tells it', () => {
  const orders = ['########', 'AB-####'].map(orderPattern);
  expect(found('https://shop.example/orders/10180047?t=1', orders)).toEqual(['number 10180047']);
  expect(found('shop.example/orders/10180047', orders)).toEqual(['number 10180047']);
  expect(found('wa.me/393331234567', orders)).toEqual(['phone 393331234567']);
  expect(found('https://shop.example/?o=ab%2D1234&page=2', orders)).toEqual(['number ab-1234']);
  expect(found('https://shop.example/orders/101800471', orders)).toEqual([]);
});

it('takes a long text of any shape in one pass', () => {
  for (const sign of [
    'order ',
    'order #1-',
    '#1',
    '1',
    '1 ',
    'a',
    '@',
    'a.',
    'a@',
    '-',
    '(1',
    '+1-',
    'a.a/',
    'https://',
    '/tel/1',
    '/+1',
  ])
    expect(() => detailsIn(sign.repeat(100_000), [])).not.toThrow();
}, 10_000);
