import { splitWords } from './split-words.js';

const formsOf = (text: string) => [...splitWords(text)].map(({ forms }) => forms.join('|'));

describe('the words of a text', () => {
  it.each([
    ['Refund, please!', ['refund', 'please']],
    ['Crème brûlée — NAÏVE', ['creme', 'brulee', 'naive']],
    ['Müller Straße', ['muller|mueller', 'strasse']],
    ['Łódź smørrebrød Ærø', ['lodz', 'smorrebrod', 'aero']],
    ['anna@example.org', ['anna', 'example', 'org']],
    ['order 10I8-0O47', ['order', '10i8', '0o47']],
    ['ＡＢＣ１２', ['abc12']],
    ['Ελλάδα; Москва', ['ελλαδα', 'москва']],
    ['مَرْحَبًا', ['مرحبا']],
    ['हिन्दी', ['हिन्दी']],
    ['東京都', ['東京', '京都', '都']],
    ['はなとばな', ['はな', 'なと', 'とば', 'ばな', 'な']],
    ['iPhoneを買う', ['iphone', 'を買', '買う', 'う']],
    ['환불해', ['환불', '불해', '해']],
    ['', []],
    ['… ½ \u0000 \ud800', ['12']],
  ])('of %j are %j', (text, expected) => {
    expect(formsOf(text)).toEqual(expected);
  });

  it('stand where they say', () => {
    const text = 'Dér 👋 Zug: 東京へ';
    expect([...splitWords(text)].map(({ start, end }) => text.slice(start, end))).toEqual([
      'Dér',
      'Zug',
      '東京',
      '京へ',
      'へ',
    ]);
  });
});
