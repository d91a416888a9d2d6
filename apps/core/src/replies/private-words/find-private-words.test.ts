import fc from 'fast-check';
import { FindPrivateWords, type SaidBefore } from './find-private-words.js';
import { linesOfReply } from './lines-of-reply.js';

const found = (text: string, said: readonly Partial<SaidBefore>[] = [], ours: string[] = []) => {
  const finding = new FindPrivateWords(linesOfReply({ text }), { ours, orders: [] });
  for (const one of said) finding.add({ text: '', audience: 'private', direction: 'inbound', ...one });
  return finding.found().map(({ kind, text: what }) => `${kind}: ${what}`);
};
const secret = 'My sister is in hospital and the lamp was her only light.';

it('a passage of six words of theirs is found with the marks and letters of the reply', () => {
  expect(found('Sorry that MY sister — is in hospital and waits', [{ text: secret }])).toEqual([
    'quote: MY sister — is in hospital and',
  ]);
  expect(found('my sis\u200bter is in hos\u00adpital and', [{ text: secret }])).toEqual([
    'quote: my sister is in hospital and',
  ]);
  expect(found('Sorry that my sister is in hospital', [{ text: secret }])).toEqual([]);
});

it('what was said in public may be said, in one message or several', () => {
  expect(found(secret, [{ text: secret }, { text: `I said: ${secret}`, audience: 'public' }])).toEqual([]);
  expect(found('AB77812 it is', [{ text: 'where is AB-77812?', audience: 'public' }])).toEqual([]);
  expect(found('Order 77812 it is', [{ text: 'where is 77812?', audience: 'public' }])).toEqual([]);
  expect(found('Order 4711 it is', [{ text: 'where is 4711?', audience: 'public' }])).toEqual([]);
  expect(found('Order 4711 it is', [{ text: 'where is 4711?' }])).toEqual(['number: 4711']);
  expect(found('> only light.\nOh!', [{ text: secret }, { text: secret, audience: 'public' }])).toEqual([]);
});

it('what we wrote ourselves may be said again, but not what we quoted of them', () => {
  const ours = 'We send you another lamp as soon as we can.';
  expect(found(ours, [{ text: ours, direction: 'outbound' }, { text: `> ${ours}\nthanks` }])).toEqual([]);
  const quoting = { text: `> ${secret}\n${ours}`, direction: 'outbound' as const };
  expect(found(secret, [{ text: secret }, quoting])).toEqual([`quote: ${secret.slice(0, -1)}`]);
});

it('a quoted line is found however short, if it is more than a greeting', () => {
  expect(found('> only LIGHT.\nOh!', [{ text: secret }])).toEqual(['quote: only LIGHT.']);
  expect(found('> Hello\nOh!', [{ text: 'Hello' }])).toEqual([]);
});

it.each([
  '"only light"',
  '“only Light”',
  '„only light“',
  '„only light”',
  '«only light»',
  '« only light »',
  '»only light«',
  '‘only light’',
  '"only\nlight"',
])('words in quotation marks are a quote: %j', (quote) => {
  const text = `About ${quote}, and "the moon": sorry.`;
  expect(found(text, [{ text: secret }]).map((one) => one.toLowerCase())).toEqual(['quote: only light']);
  expect(found(text, [{ text: secret }, { text: secret, audience: 'public' }])).toEqual([]);
});

it('words between two quotations, and behind an inch, are none', () => {
  expect(found('"Hello"only light"Bye"', [{ text: secret }])).toEqual([]);
  expect(found('a 5" lamp, only light, of 7" each', [{ text: 'lamp, only light, of 7' }])).toEqual([]);
  expect(found('"........"', [{ text: '' }])).toEqual([]);
  expect(found('so "Hello" only light "Bye"', [{ text: secret }])).toEqual([]);
});

it('addresses and numbers are found whoever said them, but ours are not', () => {
  expect(found('Write to ada@example.org or help@shop.example', [], ['Help@Shop.example'])).toEqual([
    'address: ada@example.org',
  ]);
  expect(found('Call 0800 123 456', [], ['0800123456'])).toEqual([]);
});

it('a number in a link asks where it stands in a private message, unless it is open', () => {
  const link = 'See https://shop.example/orders/10180047?from=mail';
  expect(found(link)).toEqual([]);
  expect(found(link, [{ text: 'Where is 10180047?' }])).toEqual(['number: 10180047']);
  expect(found(link, [{ text: 'It is order 10180047', direction: 'outbound' }])).toEqual([
    'number: 10180047',
  ]);
  expect(found(link, [{ text: 'https://shop.example/o?id=10180047' }])).toEqual(['number: 10180047']);
  expect(found(link, [{ text: '10180047?' }, { text: '10180047!', audience: 'public' }])).toEqual([]);
  expect(found(link, [{ text: '10180047?' }], ['10180047'])).toEqual([]);
  const parcel = 'https://post.example/track/1Z999AA1-0123456784';
  expect(found(parcel, [{ text: 'tracking: 1Z999AA10123456784' }])).toEqual(['number: 1Z999AA1-0123456784']);
  expect(found('https://shop.example/o/4711', [{ text: 'order 4711' }])).toEqual(['number: 4711']);
  expect(found('https://shop.example/2024/lamp', [{ text: 'I bought it in 2024' }])).toEqual([]);
  expect(found('https://wa.me/390805551234', [], ['+39 080 555 1234'])).toEqual([]);
});

it('a postal address asks, unless it is ours or was said in public', () => {
  expect(found('It goes to Via Roma 12 tomorrow')).toEqual(['street: Via Roma 12']);
  expect(found('We live at 12 Baker Street')).toEqual(['street: 12 Baker Street']);
  expect(found('Come to Via Roma, 12', [], ['via roma 12'])).toEqual([]);
  expect(found('Via Roma 12?', [{ text: 'sto in via roma, 12', audience: 'public' }])).toEqual([]);
  expect(found('Via\u200b Roma 12')).toEqual(['street: Via Roma 12']);
});

it('what may be a postal address asks where the person told it in private', () => {
  const told = [{ text: 'il mio indirizzo:\nPoggio Alto 7\n50100 Firenze' }];
  expect(found('lo mandiamo a Poggio Alto 7')).toEqual([]);
  expect(found('lo mandiamo a Poggio Alto 7', told)).toEqual(['street: Alto 7']);
  expect(found('arriva in via roma 12', [{ text: 'sto in Via Roma, 12' }])).toEqual(['street: via roma 12']);
  expect(found('arriva in via roma 12', [{ text: 'via Roma' }])).toEqual([]);
  expect(found('We have Lamp 3 again', [{ text: 'I bought Lamp 3 from you' }])).toEqual([]);
});

const words = (min: number) =>
  fc.array(fc.string({ unit: fc.constantFrom(...'abcdefgàßжλ'), minLength: 4, maxLength: 9 }), {
    minLength: min,
    maxLength: min + 20,
  });

it('whatever passage of a private message stands in a reply is found, whatever is round it', () => {
  fc.assert(
    fc.property(
      words(6),
      words(0),
      words(0),
      fc.constantFrom(' ', ', ', '\n', ' — '),
      (private_, before, after, gap) => {
        const passages = found([...before, ...private_, ...after].join(gap), [{ text: private_.join(' ') }]);
        expect(passages.join(' ')).toContain(private_[0]);
        expect(passages.join(' ')).toContain(private_.at(-1));
      },
    ),
  );
});

it('nothing is found in what was said in public, and nothing in words of its own', () => {
  fc.assert(
    fc.property(words(6), words(6), (one, other) => {
      const text = one.join(' ');
      expect(found(text, [{ text }, { text, audience: 'public' }])).toEqual([]);
      const apart = other.map((word) => `z${word}`).join(' ');
      expect(found(text, [{ text: apart }])).toEqual([]);
    }),
  );
});

it('takes quotation marks of any number in one pass', () => {
  for (const mark of ['"', ' "', '“', '„', '«', '»', '‘', '’', '"a ', '« a'])
    expect(found(mark.repeat(100_000), [{ text: secret }])).toEqual([]);
}, 10_000);

it('takes a long reply and a long thread in one pass each', () => {
  const long = Array.from({ length: 60_000 }, (_, n) => `word${n % 977}`).join(' ');
  expect(
    found(long, [{ text: long }, { text: long, direction: 'outbound' }, { text: long, audience: 'public' }]),
  ).toEqual([]);
}, 10_000);

it('holds no more than the reply says, however long the thread', () => {
  const reply = `${secret} Call 347 1234567.`;
  const finding = new FindPrivateWords(linesOfReply({ text: reply }), { ours: [], orders: [] });
  const rest = { audience: 'private', direction: 'inbound' } as const;
  for (let n = 0; n < 50; n += 1) {
    const text = Array.from({ length: 2_000 }, (_, word) => `w${n}x${word} ${n}1234${word}`).join(' ');
    finding.add({ ...rest, text });
    finding.add({ ...rest, text, direction: 'outbound' });
    finding.add({ ...rest, text, audience: 'public' });
  }
  expect(finding.held).toBe(0);
  finding.add({ ...rest, text: reply });
  expect(finding.found()).toHaveLength(2);
  expect(finding.held).toBeGreaterThan(0);
  expect(finding.held).toBeLessThan(20);
});

it('asks of what a link of the HTML leads to, as of what it says', () => {
  const html = `<p><a href="mailto:ada@example.org">us</a>, <a href="https://wa.me/393471234567">here</a>, <a href="tel:+390669821234">or here</a>,
    <a href="https://shop.example/orders/77812-ab">your page</a> <a href="https://shop.example/lamps/4711">a lamp</a></p>`;
  const finding = new FindPrivateWords(linesOfReply({ text: 'See here', html }), { ours: [], orders: [] });
  finding.add({ text: 'It is order 77812', audience: 'private', direction: 'inbound' });
  expect(
    finding
      .found()
      .map(({ text }) => text)
      .toSorted(),
  ).toEqual(['ada@example.org', '393471234567', '+390669821234', '77812'].toSorted());
});
