import { readName } from '../names/read-name.js';
import type { Reasons } from './compare-shown.js';
import type { MatchPair, MatchProfile } from './match-profile.js';
import { reason } from './reason.js';
import { fewAtDomain, lessOthers, lessSize, weights } from './weights.js';

/** What the two addresses have in common by themselves: a house's own domain, one handle at two places. */
export const compareAddresses = (pair: MatchPair): Reasons => {
  const found: Reasons = { evidence: [], counter: [] };
  sameHandle(pair, found);
  const [one, other] = [pair.a, pair.b].map((side) => side.shows.find(({ kind }) => kind === 'domain'));
  if (!one || one.token !== other?.token) return found;
  const domain = one.value;
  const people = (pair.counts.get(one.token) ?? 2) - 2;
  found.evidence.push(
    reason('same-domain', lessSize(weights.domain, people), { same: domain, data: { domain } }),
  );
  if (people > fewAtDomain)
    found.counter.push(
      reason('many-at-domain', 0, {
        same: domain,
        data: { domain, people },
        counted: { token: one.token, own: 2, from: fewAtDomain + 1 },
      }),
    );
  const [address, its] = [pair.a.identity.key, pair.b.identity.key];
  if (bare(address) === bare(its))
    found.counter.push(
      reason('numbered-address', weights.numbered, { same: domain, data: { address, other: its } }),
    );
  return found;
};

const sameHandle = ({ a, b, counts }: MatchPair, found: Reasons): void => {
  const theirs = new Set(b.shows.filter(({ kind }) => kind === 'same-handle').map(({ token }) => token));
  const one = a.shows.find(({ kind, token }) => kind === 'same-handle' && theirs.has(token));
  if (!one) return;
  const bits = isOfName(one.value, a) || isOfName(one.value, b) ? weights.handle.ofName : weights.handle.own;
  const about = { same: one.value };
  const others = (counts.get(one.token) ?? 2) - 2;
  found.evidence.push(
    reason('same-handle', lessOthers(bits, others), { ...about, data: { handle: one.value } }),
  );
  if (others > 0)
    found.counter.push(
      reason('many-share-it', 0, {
        ...about,
        data: { people: others, what: 'handle' },
        counted: { token: one.token, own: 2, from: 1 },
      }),
    );
};

/** Made of the name alone, as `anna.rossi` is: namesakes make the same. */
const isOfName = (handle: string, { identity }: MatchProfile): boolean => {
  const words = readName(identity.name)?.words ?? [];
  return (
    words.length > 0 &&
    words.reduce((rest, word) => rest.replace(word, ''), handle).replace(/\W/g, '').length <= 1
  );
};

/** The address without digits: what is left when a house numbers its namesakes. */
const bare = (key: string): string => key.replace(/\d+(?=@)/, '');
