import fc from 'fast-check';
import { weighSeverity, type PostFacts } from './weigh-severity.js';
import { FindWords } from './words/find-words.js';
import { withOwnWords } from './words/own-words.js';

const words = new FindWords(withOwnWords([]).list);
const weigh = (facts: PostFacts) => weighSeverity(facts, words);

const postedAt = '2026-11-26T10:00:00.000Z';
const hourLater = '2026-11-26T11:00:00.000Z';
const plain: PostFacts = { text: 'When does my order arrive?', postedAt, earlier: 0, known: false };

it.each([
  ['a question that nobody hears', plain, 'watch', []],
  ['an angry word', { ...plain, text: 'What a scam' }, 'watch', ['anger']],
  [
    'an angry word of somebody known who repeats it',
    { ...plain, text: 'What a scam', known: true, earlier: 1 },
    'today',
    ['anger', 'known', 'repetition'],
  ],
  [
    'a broken delivery of which nobody speaks',
    { ...plain, text: 'My lamp arrived broken, and nobody answers' },
    'today',
    ['owed', 'anger'],
  ],
  [
    'the same of a customer who is angry in many words: one complaint, and not graver than harm',
    { ...plain, text: 'It came broken. Where is my refund? Awful. Shameful. Useless. Fed up.', known: true },
    'today',
    ['owed', 'anger', 'known'],
  ],
  ['a refund that is asked for', { ...plain, text: 'where is my refund?' }, 'today', ['owed']],
  [
    'who was left without an answer for long',
    { ...plain, text: 'two weeks, and no word from you' },
    'today',
    ['owed'],
  ],
  ['a word of law', { ...plain, text: 'You will hear from my lawyer' }, 'today', ['law']],
  ['a word of harm, whoever says it', { ...plain, text: 'It exploded' }, 'act-now', ['harm']],
  [
    'a plain post that spreads',
    { ...plain, reach: { followers: 1_200, reposts: 120, replies: 14, at: hourLater } },
    'act-now',
    ['reposts', 'speed', 'followers', 'replies'],
  ],
  [
    'much reach without a spread',
    { ...plain, reach: { followers: 900_000, at: hourLater } },
    'watch',
    ['followers'],
  ],
] as const)('%s', (_, facts, level, factors) => {
  const { level: found, score, reasons } = weigh(facts as PostFacts);
  expect({ found, factors: reasons.map(({ factor }) => factor) }).toEqual({ found: level, factors });
  expect(score).toBe(reasons.reduce((sum, { points }) => sum + points, 0));
});

it('says what was seen: the words, the counts, the reposts an hour', () => {
  const reach = { followers: 1_900, reposts: 31, at: hourLater };
  const { reasons } = weigh({ ...plain, text: 'The battery is SWELLING', reach });
  expect(reasons).toEqual([
    { factor: 'harm', points: 55, value: null, words: ['swelling'] },
    { factor: 'reposts', points: 16, value: 31, words: [] },
    { factor: 'speed', points: 16, value: 31, words: [] },
    { factor: 'followers', points: 14, value: 1_900, words: [] },
  ]);
});

it('a spread that began after a quiet day is seen by what the last look counted', () => {
  const at = '2026-11-27T11:00:00.000Z';
  const former = { reposts: 2, at: '2026-11-27T10:00:00.000Z' };
  const speed = (facts: Partial<PostFacts>) =>
    weigh({ ...plain, reach: { reposts: 102, at }, ...facts }).reasons.find(
      ({ factor }) => factor === 'speed',
    )?.value;
  expect(speed({})).toBe(4);
  expect(speed({ former })).toBe(100);
});

const count = fc.option(fc.nat({ max: 5_000_000 }), { nil: undefined });
const someFacts: fc.Arbitrary<PostFacts> = fc.record({
  text: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          'not',
          'exploded',
          'scam',
          'lawyer',
          'the',
          'non',
          'è',
          'arrived broken',
          'where is my refund',
          '.',
          '!',
          'truffa',
        ),
      )
      .map((some) => some.join(' ')),
  ),
  postedAt: fc.constant(postedAt),
  reach: fc.option(
    fc.record({
      followers: count,
      reposts: count,
      likes: count,
      replies: count,
      quotes: count,
      at: fc.constant(hourLater),
    }),
    { nil: undefined },
  ),
  earlier: fc.nat({ max: 50 }),
  known: fc.boolean(),
});

it('more reach, more of the same person or a known customer never lowers it', () => {
  const figures = ['followers', 'reposts', 'likes', 'replies', 'quotes'] as const;
  fc.assert(
    fc.property(someFacts, fc.constantFrom(...figures), fc.nat({ max: 1_000_000 }), (facts, figure, more) => {
      const reach = { at: hourLater, ...facts.reach, [figure]: (facts.reach?.[figure] ?? 0) + more };
      const before = weigh(facts).score;
      expect(weigh({ ...facts, reach }).score).toBeGreaterThanOrEqual(before);
      expect(weigh({ ...facts, earlier: facts.earlier + 1 }).score).toBeGreaterThanOrEqual(before);
      expect(weigh({ ...facts, known: true }).score).toBeGreaterThanOrEqual(before);
    }),
  );
});

it('a further sentence never lowers it, and capitals change nothing', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const { score } = weigh(facts);
      expect(weigh({ ...facts, text: `It exploded. ${facts.text}` }).score).toBeGreaterThanOrEqual(score);
      const ascii = facts.text.replaceAll(/[^ -~]/g, ' ');
      expect(weigh({ ...facts, text: ascii.toUpperCase() })).toEqual({
        ...weigh({ ...facts, text: ascii.toLowerCase() }),
      });
    }),
  );
});

it('the same facts are always as severe, and the level follows the sum of the parts', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const severity = weigh(facts);
      expect(weigh(structuredClone(facts))).toEqual(severity);
      expect(severity.score).toBe(severity.reasons.reduce((sum, { points }) => sum + points, 0));
      expect(severity.level === 'act-now').toBe(severity.score >= 55);
      expect(severity.level === 'watch').toBe(severity.score < 30);
    }),
  );
});
