import fc from 'fast-check';
import { detailsIn } from './find-details.js';

const found = (text: string) => detailsIn(text, []).map(({ kind, text: detail }) => `${kind} ${detail}`);

describe('an address or a number that is written for whom programs shall not find it', () => {
  it.each([
    ['write to ada @ mail.example', 'address ada@mail.example'],
    ['write to ada@ mail.example', 'address ada@mail.example'],
    ['ada AT mail DOT example', 'address ada@mail.example'],
    ['ada at mail dot example, please', 'address ada@mail.example'],
    ['ada (at) mail dot example', 'address ada@mail.example'],
    ['ada at mail [dot] example', 'address ada@mail.example'],
    ['ada@mail dot co dot example', 'address ada@mail.co.example'],
    ['scrivi a ada chiocciola mail punto example', 'address ada@mail.example'],
    ['scrivi a ada chiocciola mail.example', 'address ada@mail.example'],
    ['ada [chiocciola] mail (punto) example', 'address ada@mail.example'],
    ['call 347,123,4567', 'phone 347,123,4567'],
    ['chiama il 06,1234,5678', 'phone 06,1234,5678'],
    ['call 347 123\n4567 today', 'phone 347 123 4567'],
    ['call +39 347-\n1234567', 'phone +39 347- 1234567'],
    ['call ③④⑦①②③④⑤⑥⑦', 'phone 3471234567'],
    ['call ❸❹❼❶❷❸❹❺❻❼', 'phone 3471234567'],
    ['call ➌➍➐➊➋➌➍➎➏➐ or ⓷⓸⓻⓵⓶⓷⓸⓹⓺⓿', 'phone 3471234567'],
    ['3️⃣ 4️⃣ 7️⃣ 1️⃣ 2️⃣ 3️⃣ 4️⃣ 5️⃣ 6️⃣ 7️⃣', 'phone 3 4 7 1 2 3 4 5 6 7'],
  ])('is found in %j', (text, detail) => expect(found(text)).toContain(detail));
});

it.each([
  ...[
    'meet me at noon. Example',
    'meet me at noon. It is open',
    'look at shop.example',
    'we are at the shop dot',
  ],
  ...['2 lamps @ 19.99 each', 'lamps @ 20', 'ask @ada.example', 'thanks @ada and @bruno.example'],
  ...['1,299,000 or 1,299,000.00 €', '347,123,456 people', '1.299,00 €', '12,50 and 13,20'],
  ...[
    'sizes 38,39,40,41,42',
    'in 2021,2022,2023',
    '100,120,140',
    '800,900,1000 watts',
    '1, 2, 3, 4, 5, 6, 7, 8, 9',
  ],
  ...[
    'version 2.10.4 at 10:30',
    'node 24.1.0',
    'from 10.00 to 18.30',
    'on 26.11.2026\n10 lamps',
    '26/11/2026\n27/11/2026',
  ],
  ...['first 12\nthen 34', '100\n200\n300\n400', 'it was 1500\n2500 for both', 'il punto vendita è aperto'],
  ...['alle 9 in punto. Ciao', 'a punto croce e basta', 'that is the point at which we stop dot'],
])('%j tells nothing', (text) => expect(found(text)).toEqual([]));

const label = fc.stringMatching(/^[a-z]{2,12}$/).filter((one) => !/^(?:at|dot|punto|chiocciola)$/.test(one));
const at = fc.constantFrom(' at ', ' AT ', ' (at) ', '[at]', ' @ ', ' chiocciola ', ' {chiocciola} ');
const dot = fc.constantFrom(' dot ', ' DOT ', ' (dot) ', '[dot]', ' punto ', ' {punto} ');

it('whatever address is spelled is found, however its signs are', () => {
  fc.assert(
    fc.property(label, label, label, at, dot, (local, host, top, sign, point) => {
      expect(found(`I wrote to ${local}${sign}${host}${point}${top}.`)).toContain(
        `address ${local}@${host}.${top}`,
      );
    }),
  );
});

it('whatever number of ten digits is broken over a line or parted by commas is found', () => {
  const digits = fc.stringMatching(/^3[1-9]{9}$/);
  fc.assert(
    fc.property(digits, fc.integer({ min: 3, max: 7 }), (number, cut) => {
      const folded = (text: string) => found(text).map((one) => one.replaceAll(/\D/g, ''));
      expect(folded(`call ${number.slice(0, cut)}\n${number.slice(cut)} now`)).toContain(number);
      const parts = [number.slice(0, 3), number.slice(3, 6), number.slice(6)];
      expect(folded(`call ${parts.join(',')} now`)).toContain(number);
    }),
  );
});

it('takes a long text of any shape in time that grows with its length alone', () => {
  const shapes = [
    'a at ',
    'a at b dot ',
    'a chiocciola ',
    ' dot',
    '@ ',
    'a @ b.',
    '[at]',
    '1,',
    '123,',
    '1\n',
    '12 \n',
    '123\n456\n',
    ' ',
    'a -',
    '❶',
  ];
  for (const sign of shapes) expect(() => detailsIn(sign.repeat(100_000), [])).not.toThrow();
}, 10_000);
