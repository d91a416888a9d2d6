import type { StoredCounterEvidence, StoredEvidence } from '../matching/stored-evidence.js';
import { withKnownReasons } from './known-reasons.js';
import type { SuggestionRow } from './suggestion-row.js';

const evidence: StoredEvidence[] = [
  { code: 'same-name', key: 'k', data: { name: 'Mara Voss', other: 'Mara Voss' }, bits: 9, messageIds: [] },
  { code: 'same-domain', key: 'd', data: { domain: 'firm.example' }, bits: 3, messageIds: [] },
];
const counterEvidence: StoredCounterEvidence[] = [
  { code: 'common-name', key: 'k', data: { people: 3 }, bits: 0, messageIds: [] },
  { code: 'many-at-domain', key: 'd', data: { domain: 'firm.example', people: 9 }, bits: 0, messageIds: [] },
];
const codesFor = (names: SuggestionRow['names']) => {
  const row = {
    id: 's',
    personIds: ['p', 'q'],
    evidence,
    counterEvidence,
    names,
    confidence: 1,
    at: '',
  } as const;
  const known = withKnownReasons({ ...row, evidence: [...evidence], counterEvidence: [...counterEvidence] });
  return [...known.evidence, ...known.counterEvidence].map(({ code }) => code);
};

it('tells a reason that rests on names to whoever knows both names', () => {
  expect(codesFor([['Mara Voss'], ['x', 'Mara Voss']])).toHaveLength(4);
  expect(codesFor(null)).toHaveLength(4);
});

it('tells nothing of a name, nor how many have it, to whoever does not know it of one of the two', () => {
  for (const names of [
    [['Mara Voss'], []],
    [[], ['Mara Voss']],
    [['Mara'], ['Mara Voss']],
  ] as [string[], string[]][])
    expect(codesFor(names)).toEqual(['same-domain', 'many-at-domain']);
});
