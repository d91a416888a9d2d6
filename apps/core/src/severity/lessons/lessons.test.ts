import { processorMs } from '@filo/testing';
import fc from 'fast-check';
import { severityLevels, weighSeverity, type Severity } from '../weigh-severity.js';
import { FindWords } from '../words/find-words.js';
import { withOwnWords } from '../words/own-words.js';
import { applyLessons, withoutLessons, type HeldLesson } from './apply-lessons.js';
import { learnLessons, type Correction, type LetStand } from './learn-lessons.js';
import { phrasesOf } from './phrases-of.js';

let made = 0;
const corrected = (text: string, over: Partial<Correction> = {}): Correction => {
  made += 1;
  return {
    actionId: `a${made}`,
    agentId: 'ada',
    authorId: `author ${made}`,
    text,
    computed: 1,
    said: 0,
    ...over,
  };
};
/** By two agents in turn. */
const each = (texts: readonly string[], over: Partial<Correction> = {}): Correction[] =>
  texts.map((text, n) => corrected(text, { agentId: n % 2 ? 'bea' : 'ada', ...over }));
const stand = (text: string, computed = 1): LetStand => ({ text, computed });
const taught = (corrections: Correction[], stood: LetStand[] = []) =>
  learnLessons(corrections, stood).map(
    ({ phrase, direction, times, seen }) => `${direction} ${times}/${seen} ${phrase}`,
  );

const contest = [
  'Win a voucher in the summer contest',
  'The summer contest is a scam',
  'I love your summer contest!',
];

describe('what corrections teach', () => {
  it.each<[string, Correction[], LetStand[], string[]]>([
    ['what several posts share, by two agents', each(contest), [], ['down 3/3 summer contest']],
    ['upwards as well', each(contest, { computed: 0, said: 2 }), [], ['up 3/3 summer contest']],
    ['nothing from two posts', each(contest.slice(1)), [], []],
    ['nothing from one agent who says it three times', contest.map((text) => corrected(text)), [], []],
    [
      'what one agent says five times',
      [...contest, 'Summer contest again', 'summer contest, where?'].map((text) => corrected(text)),
      [],
      ['down 5/5 summer contest'],
    ],
    ['nothing from one author who goes on and on', each(contest, { authorId: 'troll' }), [], []],
    ['nothing where the level was let be', each(contest, { said: 1 }), [], []],
    [
      'what is let stand as often says nothing',
      each(contest),
      [stand('Where is the summer contest?'), stand('summer contest over')],
      [],
    ],
    [
      'one that was let stand of four is bearable',
      each(contest),
      [stand('summer contest over')],
      ['down 3/4 summer contest'],
    ],
    [
      'what could not be lowered says nothing of lowering',
      each(contest),
      [stand('summer contest', 0), stand('summer contest', 0)],
      ['down 3/3 summer contest'],
    ],
    ['nothing where some raise what others lower', [...each(contest), ...each(contest, { said: 2 })], [], []],
    [
      'no words that stand in any sentence',
      each(['And when will you', 'When will they', 'when will it']),
      [],
      [],
    ],
    [
      'no handles and addresses',
      each(['@shop https://x.example/a', '@shop https://x.example/a', '@shop https://x.example/a']),
      [],
      [],
    ],
  ])('%s', (_, corrections, stood, lessons) => expect(taught(corrections, stood)).toEqual(lessons));

  it('names the corrections that it follows from, and what is taken back teaches nothing any more', () => {
    const corrections = each(contest);
    const [lesson] = learnLessons(corrections, []);
    expect(lesson).toMatchObject({ from: [1], evidence: corrections.map(({ actionId }) => actionId).sort() });
    expect(learnLessons(corrections.slice(1), [])).toEqual([]);
  });

  it('whatever people post teaches nothing without an agent, and the order says nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 80 }), { maxLength: 20 }), (texts) => {
        expect(
          learnLessons(
            [],
            texts.map((text) => stand(text, 2)),
          ),
        ).toEqual([]);
        const corrections = each(texts);
        expect(learnLessons(corrections.toReversed(), [])).toEqual(learnLessons(corrections, []));
      }),
      { numRuns: 60 },
    );
  });
});

const words = new FindWords(withOwnWords([]).list);
const postedAt = '2026-11-26T10:00:00.000Z';
const weigh = (text: string, more: object = {}): Severity =>
  weighSeverity({ text, postedAt, earlier: 0, known: false, ...more }, words);
const lesson = (phrase: string, over: Partial<HeldLesson> = {}): HeldLesson => ({
  ...{ phrase, direction: 'down', times: 4, seen: 5, from: [1, 2], grave: false, ...over },
});
const levelOf = (text: string, lessons: HeldLesson[], more: object = {}) =>
  applyLessons(weigh(text, more), text, lessons).level;
const angry = { known: true, earlier: 1 };

describe('what was learnt moves a post', () => {
  it.each<[string, string, HeldLesson[], string, object?]>([
    ['one level down', 'The summer contest is a scam', [lesson('summer contest')], 'watch', angry],
    [
      'one level up',
      'When does the parcel come?',
      [lesson('parcel come', { direction: 'up', from: [0] })],
      'today',
    ],
    [
      'never two, however many say so',
      'parcel come lost again',
      [
        lesson('parcel come', { direction: 'up', from: [0] }),
        lesson('lost again', { direction: 'up', from: [0, 1] }),
      ],
      'today',
    ],
    [
      'not where the words do not stand together',
      'This summer a contest is a scam',
      [lesson('summer contest')],
      'today',
      angry,
    ],
    [
      'not at a level that nobody corrected',
      'The summer contest is a scam',
      [lesson('summer contest', { from: [2] })],
      'today',
      angry,
    ],
    [
      'not where two lessons disagree',
      'The summer contest is a scam again',
      [lesson('summer contest'), lesson('scam again', { direction: 'up' })],
      'today',
      angry,
    ],
    [
      'never harm',
      'It exploded at the summer contest',
      [lesson('summer contest'), lesson('exploded')],
      'act-now',
    ],
    [
      'never law',
      'My lawyer comes to the summer contest',
      [lesson('summer contest'), lesson('lawyer')],
      'today',
    ],
    ['never press', 'Journalists at the summer contest', [lesson('summer contest')], 'today'],
    [
      'harm as well, where an admin lets it',
      'The show exploded with joy',
      [lesson('show exploded', { grave: true })],
      'today',
    ],
    [
      'harm up, as anything',
      'My lawyer says so',
      [lesson('lawyer says', { direction: 'up', from: [1] })],
      'act-now',
    ],
    [
      'nothing below watch or above act now',
      'It exploded',
      [lesson('exploded', { direction: 'up', from: [2] })],
      'act-now',
    ],
  ])('%s', (_, text, lessons, level, ...[more]) => expect(levelOf(text, lessons, more)).toBe(level));

  it('says by which words and how often, and its reasons add up', () => {
    const text = 'The summer contest is a scam';
    const moved = applyLessons(weigh(text, angry), text, [lesson('summer contest')]);
    expect(moved.reasons.at(-1)).toEqual({
      factor: 'learnt-down',
      points: -7,
      value: 4,
      of: 5,
      words: ['summer contest'],
    });
    expect(moved.score).toBe(29);
    expect(moved.score).toBe(moved.reasons.reduce((sum, { points }) => sum + points, 0));
  });

  it('one level at most, taken back without a trace, and grave words are never lowered, whatever was learnt and said', () => {
    const word = fc.constantFrom(
      'exploded',
      'lawyer',
      'scam',
      'summer',
      'contest',
      'parcel',
      'journalist',
      'never',
      '.',
    );
    const said = fc.array(word, { maxLength: 12 }).map((some) => some.join(' '));
    const learnt = fc.record({
      ...{ phrase: fc.array(word, { minLength: 1, maxLength: 2 }).map((some) => some.join(' ')) },
      ...{ direction: fc.constantFrom('up' as const, 'down' as const), grave: fc.constant(false) },
      ...{ times: fc.nat(9), seen: fc.nat(9), from: fc.constant<number[]>([0, 1, 2]) },
    });
    const rank = ({ level }: Severity) => severityLevels.indexOf(level);
    fc.assert(
      fc.property(said, fc.array(learnt, { maxLength: 6 }), fc.nat(3), (text, lessons, earlier) => {
        const computed = weigh(text, { earlier });
        const moved = applyLessons(computed, text, lessons);
        expect(Math.abs(rank(moved) - rank(computed))).toBeLessThanOrEqual(1);
        expect(withoutLessons(moved)).toEqual(computed);
        if (computed.reasons.some(({ factor }) => ['harm', 'law', 'press'].includes(factor)))
          expect(rank(moved)).toBeGreaterThanOrEqual(rank(computed));
      }),
    );
  });
});

it('a post of any length is read in a moment', () => {
  const long = 'word another '.repeat(100_000);
  const took = processorMs(() => expect(phrasesOf(long).size).toBeLessThan(500));
  expect(took).toBeLessThan(5_000);
});
