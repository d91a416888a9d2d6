import { processorMs } from '@filo/testing';
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

describe('scripts without blanks between words have storms, too', () => {
  it.each([
    [
      'Japanese',
      '新しい充電器が昨日の夜、台所で燃えました。二度と買いません',
      '新しい充電器が昨日の夜台所で燃えました！もう二度と買いません',
    ],
    ['short Japanese', '充電器が爆発しました', '充電器が爆発しました。'],
    [
      'Chinese',
      '这家店的充电器昨晚在厨房着火了，千万不要买！',
      '@shop 这家店的充电器昨晚在我家厨房着火了 千万不要买',
    ],
    ['Thai', 'ที่ชาร์จระเบิดในครัวเมื่อคืนนี้ อย่าซื้อจากร้านนี้', 'ที่ชาร์จระเบิดในครัวเมื่อคืนนี้อย่าซื้อจากร้านนี้เลย'],
  ])('%s', (_, one, other) => {
    expect(alike(one, other)).toBeGreaterThanOrEqual(alikeFrom);
    expect(shared(one, other)).toBeGreaterThan(0);
  });

  it.each([
    [
      '新しい充電器が昨日の夜、台所で燃えました。二度と買いません',
      '新しいランプがとても素敵です。早い配達をありがとうございました',
    ],
    ['这家店的充电器昨晚在厨房着火了，千万不要买！', '请问我的订单什么时候到？我从星期一开始等'],
    ['ที่ชาร์จระเบิดในครัวเมื่อคืนนี้ อย่าซื้อจากร้านนี้', 'โคมไฟสวยมาก ขอบคุณที่ส่งเร็วมากครับ'],
  ])('%s is another matter than %s', (one, other) => {
    expect(alike(one, other)).toBeLessThan(alikeFrom);
  });

  it.each(['すごい', '谢谢', 'ขอบคุณ'])('what says too little (%p) is alike to nothing', (text) => {
    expect(signatureOf(text)).toBeUndefined();
  });
});

describe('hashtags alone are one storm where they are the same, in any order, and no other', () => {
  it.each([
    ['#LumoFail', '@shop.example #lumofail 🔥 https://example.org/1', true],
    ['#lumofail #boycott', '#Boycott #LumoFail', true],
    ['＃炎上', '#炎上', true],
    ['#lumofail', '#lumolove', false],
    ['#lumofail #boycott', '#lumofail', false],
  ])('%s and %s: %p', (one, other, are) => {
    expect(alike(one, other) >= alikeFrom).toBe(are);
    expect(shared(one, other) > 0).toBe(are);
  });

  it('a word beside them makes it a short text again', () => {
    expect(signatureOf('no #lumofail')).toBeUndefined();
  });
});

it('takes no longer for a long text than its length', () => {
  const ms = (text: string) => processorMs(() => signatureOf(text));
  for (const text of ['火', '#', '#火 ', 'ก', '#a'].map((one) => one.repeat(40_000))) {
    signatureOf(text);
    expect(ms(text)).toBeLessThan(80);
  }
});

it('a signature stays what it is, whatever the release: a storm outlives it', () => {
  expect(signatureOf(complaint)!.slice(0, 24)).toBe('00f2e4d3005d878d0329cfd4');
  expect(bandsOf(signatureOf(complaint)!)).toHaveLength(10);
});
