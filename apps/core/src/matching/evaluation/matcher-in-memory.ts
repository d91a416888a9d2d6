import { compareIdentities } from '../compare/compare-identities.js';
import type { MatchProfile } from '../compare/match-profile.js';
import { comparedUpTo, quotedUpTo } from '../keys/blocking.js';
import { countryOfDomain } from '../keys/mail-domain.js';
import { isRoleAddress } from '../keys/role-address.js';
import type { MatchIdentity } from '../reading/match-message.js';
import { quotedPhrases, saidPhrase } from '../reading/phrases.js';
import type { Shown } from '../reading/shown.js';
import { shownOfIdentity } from '../reading/shown-of-identity.js';
import { shownOfMessage } from '../reading/shown-of-message.js';
import { areSeveralPeople, type UsedName } from '../sharing/several-people.js';
import type { World, WorldMessage } from './world.js';

export interface FoundPair {
  /** Indices of identities, the lower first. */
  pair: readonly [number, number];
  confidence: number;
  reasons: readonly string[];
}

interface Side {
  identity: MatchIdentity;
  shows: Map<number, Shown & { messageId: string }>;
  names: Map<string, UsedName>;
}

/** The matcher as the worker runs it, with a map in the place of its tables: for measuring how well it judges. */
export class MatcherInMemory {
  readonly #sides: Side[];
  readonly #holders = new Map<number, Set<number>>();
  readonly #pairs = new Set<string>();
  readonly #quoted = new Map<string, string[]>();
  readonly #wrote = new Set<string>();

  constructor(private readonly world: World) {
    this.#sides = world.identities.map(({ kind, key, name, handle }, n) => ({
      identity: { id: String(n).padStart(8, '0'), kind, key, name: name ?? null, handle: handle ?? null },
      shows: new Map(),
      names: new Map(),
    }));
  }

  /** All pairs that are compared, with how sure it is that they are one. */
  run(): FoundPair[] {
    this.world.messages.forEach((message, n) => this.#read(message, n));
    const shared = this.#sides.map(
      ({ identity, names }) => isRoleAddress(identity.key) || areSeveralPeople([...names.values()]),
    );
    return [...this.#pairs].flatMap((pair) => {
      const [a, b] = pair.split(' ').map(Number) as [number, number];
      return shared[a] || shared[b] ? [] : [this.#compare(a, b)];
    });
  }

  #read(message: WorldMessage, at: number): void {
    const side = this.#sides[message.author]!;
    const name = message.name ?? side.identity.name;
    if (message.name) side.identity.name = message.name;
    if (name) {
      const used = side.names.get(name);
      side.names.set(name, { name, firstAt: used?.firstAt ?? at, lastAt: at });
    }
    const shows = [
      ...shownOfIdentity(side.identity),
      ...shownOfMessage({
        id: String(at),
        author: side.identity,
        subject: message.subject,
        newText: message.text,
        signatureText: message.signature ?? null,
        facts: message.facts,
        country: countryOfDomain(side.identity.key),
      }),
    ];
    for (const show of shows) this.#show(message.author, show, String(at));
    const said = saidPhrase(message.text);
    if (said !== undefined) this.#hold(said, message.author);
    if (message.quoted !== undefined) this.#quote(message.author, message.quoted, String(at));
    if (message.copyTo !== undefined) this.#wrote.add(nameOf(message.author, message.copyTo));
  }

  #show(author: number, show: Shown, messageId: string): void {
    const { shows } = this.#sides[author]!;
    if (shows.has(show.token)) return;
    shows.set(show.token, { ...show, messageId });
    this.#hold(show.token, author);
    const others = this.#holders.get(show.wanted) ?? new Set();
    if (others.size - 1 <= comparedUpTo[show.kind])
      for (const other of others) if (other !== author) this.#pairs.add(nameOf(author, other));
  }

  #quote(author: number, text: string, messageId: string): void {
    for (const phrase of quotedPhrases(text)) {
      const others = this.#holders.get(phrase);
      if (!others || others.size > quotedUpTo) continue;
      for (const other of others)
        if (other !== author) {
          const pair = nameOf(author, other);
          this.#pairs.add(pair);
          this.#quoted.set(pair, [messageId]);
        }
    }
  }

  #hold(token: number, author: number): void {
    const holders = this.#holders.get(token);
    if (holders) holders.add(author);
    else this.#holders.set(token, new Set([author]));
  }

  #compare(one: number, other: number): FoundPair {
    const [a, b] = [this.#profile(one), this.#profile(other)];
    const counts = new Map(
      [...a.shows, ...b.shows].map(({ token }) => [token, this.#holders.get(token)?.size ?? 0]),
    );
    const name = nameOf(one, other);
    const quoted = this.#quoted.get(name);
    const judged = compareIdentities({
      a,
      b,
      counts,
      wroteToEachOther: this.#wrote.has(name),
      ...(quoted && { quoted }),
    });
    const reasons = [...judged.evidence, ...judged.counter].map(({ code, bits }) => `${code} ${bits}`);
    return { pair: [one, other], confidence: judged.confidence, reasons };
  }

  #profile(index: number): MatchProfile {
    const { identity, shows } = this.#sides[index]!;
    return { identity, shows: [...shows.values()] };
  }
}

const nameOf = (one: number, other: number): string => (one < other ? `${one} ${other}` : `${other} ${one}`);
