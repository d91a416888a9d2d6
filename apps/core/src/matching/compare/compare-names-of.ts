import { compareNames } from '../names/compare-names.js';
import { readName, type ReadName } from '../names/read-name.js';
import { handleKey } from '../reading/find-handles.js';
import type { Reasons } from './compare-shown.js';
import type { MatchPair } from './match-profile.js';
import { reason } from './reason.js';
import { leastOfName, lessOthers, weights } from './weights.js';

/** Whether the two go by one name, and how many others do. Who gives no full name neither speaks for nor against. */
export const compareNamesOf = ({ a, b, counts }: MatchPair): Reasons => {
  const [one, other] = [readName(a.identity.name), readName(b.identity.name)];
  if (!one || !other) return { evidence: [], counter: [] };
  const agreement = compareNames(one, other);
  const data = { name: one.shown, other: other.shown };
  // Whichever way round the two are compared, it is the same reason.
  const same = [one.key ?? one.given, other.key ?? other.given].sort().join('|');
  if (agreement === 'one-word') return { evidence: [], counter: [] };
  if (agreement === 'different') {
    if (isHandle(one, a) || isHandle(other, b)) return { evidence: [], counter: [] };
    return { evidence: [], counter: [reason('different-names', weights.otherName, { same, data })] };
  }
  if (agreement === 'family')
    return {
      evidence: [],
      counter: [reason('different-first-names', weights.otherFirstName, { same, data })],
    };
  const [token, bearers] = [a, b]
    .map((side) => [nameToken(side), counts.get(nameToken(side)) ?? 0] as const)
    .reduce((most, next) => (next[1] > most[1] ? next : most));
  const own = one.key === other.key ? 2 : 1;
  const others = bearers - own;
  const about = { same, data: { people: others }, counted: { token, own, from: 1 } };
  const counter = others > 0 ? [reason('common-name', 0, about)] : [];
  return {
    evidence: [reason('same-name', lessOthers(weights.name[agreement], others, leastOfName), { same, data })],
    counter,
  };
};

const nameToken = (side: MatchPair['a']): number =>
  side.shows.find(({ kind }) => kind === 'name')?.token ?? Number.NaN;

/** Many show their handle where their name should be: that is no other name. */
const isHandle = (name: ReadName, { identity }: MatchPair['a']): boolean =>
  name.words.length === 1 &&
  (identity.kind !== 'mail' || handleKey(name.words[0]!) === identity.key.split('@')[0]!.replace(/\W/g, ''));
