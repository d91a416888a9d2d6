import type { CounterEvidenceCode, EvidenceCode } from '@filo/contracts/http';
import type { TokenKind } from '../keys/token.js';
import type { StoredCounterEvidence, StoredEvidence } from '../stored-evidence.js';
import type { MatchPair, MatchProfile } from './match-profile.js';
import { reason } from './reason.js';
import { lessOthers, weights } from './weights.js';

export interface Reasons {
  evidence: StoredEvidence[];
  counter: StoredCounterEvidence[];
}

type Shows = MatchProfile['shows'][number];

const meaning: Partial<Record<TokenKind, { code: EvidenceCode; what: string; names: string }>> = {
  phone: { code: 'same-phone', what: 'phone number', names: 'phone' },
  order: { code: 'same-order', what: 'order number', names: 'order' },
  fact: { code: 'same-fact', what: 'answer', names: 'value' },
  handle: { code: 'named-handle', what: 'account', names: 'handle' },
  address: { code: 'named-address', what: 'address', names: 'address' },
};

/** What both show, and what one names of the other; less the more others show it too. */
export const compareShown = (pair: MatchPair): Reasons => {
  const found: Reasons = { evidence: [], counter: [] };
  for (const [one, other] of meetings(pair.a, pair.b)) {
    const means = meaning[one.kind]!;
    const own = one.token === other.token ? 2 : 1;
    const others = (pair.counts.get(one.token) ?? 0) - own;
    const bits = lessOthers(weightOf(one), others);
    const about = { same: `${one.kind} ${one.token}`, messageIds: [one.messageId, other.messageId] };
    const data: Record<string, string> = { [means.names]: one.value };
    if (one.field !== undefined) data['field'] = one.field;
    found.evidence.push(reason(means.code, bits, { ...about, data }));
    if (others > 0)
      found.counter.push(
        reason('many-share-it', 0, {
          ...about,
          data: { people: others, what: means.what },
          counted: { token: one.token, own, from: 1 },
        }),
      );
  }
  const other = differing(pair);
  if (other && !found.evidence.some(({ code }) => code === other.unless)) found.counter.push(other.counter);
  return found;
};

/** Pairs of things that say the same; of a mention the one that names comes first. */
function* meetings(a: MatchProfile, b: MatchProfile): Generator<[Shows, Shows]> {
  for (const [mine, theirs] of [
    [a.shows, b.shows],
    [b.shows, a.shows],
  ] as const)
    for (const one of mine)
      if (meaning[one.kind])
        for (const other of theirs) {
          const both = one.token === other.token && one.token === one.wanted && mine === a.shows;
          const mention = one.wanted === other.token && one.wanted !== one.token;
          if (both || mention) yield [one, other];
        }
}

const weightOf = (one: Shows): number => {
  if (one.kind === 'phone') return weights.phone;
  if (one.kind === 'order') return weights.order;
  if (one.kind === 'fact') return weights.fact;
  return one.ofThemselves ? weights.named.ofThemselves : weights.named.inText;
};

/** Both give a phone, and it is another one. */
const differing = ({ a, b }: MatchPair) => {
  const one = a.shows.find(({ kind }) => kind === 'phone');
  const other = b.shows.find(({ kind }) => kind === 'phone');
  if (!one || !other) return undefined;
  const code: CounterEvidenceCode = 'different-phones';
  const [phone, its] = [one.value, other.value];
  const about = { same: `${phone} ${its}`, messageIds: [one.messageId, other.messageId] };
  return {
    unless: 'same-phone',
    counter: reason(code, weights.otherPhone, { ...about, data: { phone, other: its } }),
  };
};
