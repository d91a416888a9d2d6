/**
 * Domains whose owners have a thread with us. `reject`, `quarantine`, `lax` and `open` ask by DMARC for what their name says;
 * `own` rejects all but its very own name (adkim=s, aspf=s); `shared` rejects, and its SPF lets the forger's server send;
 * of `mute` DNS tells no policy.
 */
export const domains = ['reject', 'quarantine', 'lax', 'open', 'own', 'shared', 'mute'] as const;
export type Domain = (typeof domains)[number];

/**
 * none; foreign: valid, of the forger's domain (of `own`, of a domain below it); replayed: the owner's, the body changed;
 * extended: the owner's with `l=`, words written on below; headed: the owner's, a second subject above.
 */
const dkims = ['none', 'foreign', 'replayed', 'extended', 'headed'] as const;
/** direct: envelope of the forger; posing: envelope of the owner; relayed: from this machine, as our own mail server would. */
const ways = ['direct', 'posing', 'relayed'] as const;
/** self: sealed by the forger, who says dmarc=pass; forged: in the name of a host we trust. */
const arcs = ['none', 'self', 'forged'] as const;
/** Authentication-Results; trusted: in the name of a host we trust; other: of some host. */
const results = ['none', 'trusted', 'other'] as const;
/** stolen: from our mail to the owner; invented: no token of ours. */
const tokens = ['none', 'stolen', 'invented'] as const;
/** ours: the Message-ID of our mail to the owner; theirs: of the owner's own. */
const references = ['none', 'ours', 'theirs'] as const;
const copies = ['none', 'owner', 'forger'] as const;

export interface SpoofCase {
  n: number;
  /** forged: From is the owner. stranger: From is the forger, truly. forwarded: the owner's, changed and sealed on its way. */
  kind: 'forged' | 'stranger' | 'forwarded';
  domain: Domain;
  dkim: (typeof dkims)[number];
  way: (typeof ways)[number];
  arc: (typeof arcs)[number] | 'forwarder';
  results: (typeof results)[number];
  token: (typeof tokens)[number];
  references: (typeof references)[number];
  copy: (typeof copies)[number];
}

const turn = <Value>(values: readonly Value[], n: number): Value => values[n % values.length]!;

/** Each domain with each signature by each way; the other columns take turns at steps that do not meet. */
const forged = (): Omit<SpoofCase, 'n'>[] =>
  domains.flatMap((domain) =>
    dkims.flatMap((dkim, d) =>
      ways.map((way, w) => {
        const n = (domains.indexOf(domain) * dkims.length + d) * ways.length + w;
        const more = { arc: turn(arcs, n + d), results: turn(results, n + Math.floor(n / 3)) };
        const pointers = {
          token: turn(tokens, n + Math.floor(n / 9)),
          references: turn(references, n * 2 + w),
        };
        return {
          kind: 'forged' as const,
          domain,
          dkim,
          way,
          ...more,
          ...pointers,
          copy: turn(copies, n + 1),
        };
      }),
    ),
  );

const strangers = (): Omit<SpoofCase, 'n'>[] =>
  tokens.flatMap((token) =>
    references.flatMap((reference) =>
      copies.map((copy) => ({
        ...{ kind: 'stranger' as const, domain: 'reject' as const, dkim: 'foreign' as const },
        ...{ way: 'direct' as const, arc: 'self' as const, results: 'trusted' as const },
        ...{ token, references: reference, copy },
      })),
    ),
  );

const forwarded = (): Omit<SpoofCase, 'n'>[] =>
  domains.map((domain) => ({
    ...{ kind: 'forwarded' as const, domain, dkim: 'replayed' as const, way: 'direct' as const },
    ...{ arc: 'forwarder' as const, results: 'none' as const, token: 'none' as const },
    ...{ references: 'none' as const, copy: 'none' as const },
  }));

export const spoofCases = (): SpoofCase[] =>
  [...forged(), ...strangers(), ...forwarded()].map((one, index) => ({ n: index + 1, ...one }));

/** What becomes of it by the table of evidence in the design; not by any code of the product. */
export const mustBecome = ({ kind, domain, way }: SpoofCase): 'proven' | 'claimed' | 'failed' => {
  if (kind === 'stranger') return 'proven';
  if (kind === 'forwarded' || way === 'relayed') return 'claimed';
  if (domain === 'lax' || domain === 'open' || domain === 'mute') return 'claimed';
  // SPF alone.
  if (domain === 'shared' && way === 'posing') return 'claimed';
  return 'failed';
};
