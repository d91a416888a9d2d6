import { isIP } from 'node:net';
import type { AuthorProof } from '@filo/contracts';
import type { DoorClient } from '../receiving/arrival.js';
import type { JudgeAuthor, SeenOfMail } from '../receiving/judge-author.js';
import { splitAddress } from '../receiving/our-address.js';
import { AskDns, type DnsQuestion } from './ask-dns.js';
import { askPolicy } from './ask-policy.js';
import { authorProofOf, type AuthorEvidence } from './author-proof.js';
import { headerTextOf } from './header-text.js';
import { type Signatures, signaturesIn, verifySignatures } from './verify-signatures.js';
import { vouchingHost } from './vouching-host.js';

const lookUpMs = 5_000;

/** Judges authors by DKIM, SPF and DMARC. Asks nobody when nothing it could learn would change the verdict. */
export class JudgeBySignature implements JudgeAuthor {
  constructor(private readonly dns: DnsQuestion = new AskDns().ask) {}

  async run(raw: Uint8Array, authorAddress: string, seen: SeenOfMail): Promise<AuthorProof> {
    const domain = splitAddress(authorAddress)?.domain;
    if (domain === undefined) return { verdict: 'claimed', reason: 'no address' };
    const { trustedHosts, forwarders } = seen.settings;
    const vouchedBy = trustedHosts.length === 0 ? undefined : vouchingHost(headerTextOf(raw), trustedHosts);
    if (vouchedBy?.domain === domain) return authorProofOf(domain, { vouchedBy });
    const client = judgeableClient(seen.client, forwarders);
    const { signatures } = seen;
    // Without a client that spoke to us nothing but a signature can change the verdict: no policy is asked for.
    if (client === undefined && signatures !== undefined)
      return authorProofOf(domain, ofSignatures(signatures));
    if (client === undefined && signaturesIn(headerTextOf(raw)) === 0) return authorProofOf(domain, {});
    return authorProofOf(
      domain,
      await inTime(async () => ({
        ...ofSignatures(signatures ?? (await verifySignatures(raw, domain, this.dns))),
        ...(client === undefined ? {} : await askPolicy(domain, client, this.dns)),
      })),
    );
  }
}

const ofSignatures = ({ aligned: [domain], unanswered }: Signatures): AuthorEvidence =>
  domain === undefined ? { unanswered } : { alignedSignature: domain };

/** What is not known in time, or not at all, counts as unanswered. */
const inTime = async (lookUp: () => Promise<AuthorEvidence>): Promise<AuthorEvidence> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<AuthorEvidence>((resolve) => {
    timer = setTimeout(() => resolve({ unanswered: true }), lookUpMs);
  });
  try {
    return await Promise.race([lookUp(), late]);
  } catch {
    return { unanswered: true };
  } finally {
    clearTimeout(timer);
  }
};

/** A forwarder, or a program on this machine, sends for others: SPF says nothing about it. */
const judgeableClient = (
  client: DoorClient | undefined,
  forwarders: readonly string[],
): DoorClient | undefined => {
  if (client === undefined || isIP(client.ip) === 0) return undefined;
  const ip = client.ip.replace(/^::ffff:/, '');
  if (ip === '::1' || ip.startsWith('127.')) return undefined;
  const names = [ip, client.name.toLowerCase()];
  return forwarders.some((forwarder) => names.includes(forwarder.toLowerCase())) ? undefined : client;
};
