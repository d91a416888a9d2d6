import type { AuthorProof } from '@filo/contracts';
import type { EmailSettings } from '../email-settings.js';
import type { JudgeAuthor, SeenOfMail } from '../receiving/judge-author.js';
import { splitAddress } from '../receiving/our-address.js';
import { AskDns, type DnsQuestion } from './ask-dns.js';
import { askDomainPolicy, askSender } from './ask-policy.js';
import { authorProofOf, type AuthorEvidence } from './author-proof.js';
import { headerTextOf } from './header-text.js';
import { isNamedForwarder, judgeableClient } from './judgeable-client.js';
import { hasChain, readChain } from './read-chain.js';
import { type Signatures, signaturesIn, verifySignatures } from './verify-signatures.js';
import { vouchedIn, vouchingHost } from './vouching-host.js';

const lookUpMs = 5_000;

/** Judges authors by DKIM, ARC, SPF and DMARC. Asks nobody when nothing it could learn would change the verdict. */
export class JudgeBySignature implements JudgeAuthor {
  constructor(private readonly dns: DnsQuestion = new AskDns().ask) {}

  async run(raw: Uint8Array, authorAddress: string, seen: SeenOfMail): Promise<AuthorProof> {
    const domain = splitAddress(authorAddress)?.domain;
    if (domain === undefined) return { verdict: 'claimed', reason: 'no address' };
    const { settings, signatures } = seen;
    // The signature of the very domain is proof, whatever else there is to ask.
    if (signatures?.aligned.includes(domain)) return authorProofOf(domain, { alignedSignature: domain });
    const headerText = headerTextOf(raw);
    const client = judgeableClient(seen.client, sealersOf(settings));
    // Whoever speaks to the door himself wrote its top himself.
    const vouchedBy = client === undefined ? vouchedAtTop(headerText, settings) : undefined;
    if (vouchedBy?.domain === domain) return authorProofOf(domain, { vouchedBy });
    const chained = sealersOf(settings).length > 0 && hasChain(headerText);
    const signed = signatures === undefined ? signaturesIn(headerText) > 0 : signatures.aligned.length > 0;
    if (client === undefined && !chained && !signed)
      return authorProofOf(domain, { unanswered: signatures?.unanswered });
    return authorProofOf(domain, await inTime(() => this.lookUp(raw, domain, { ...seen, client, chained })));
  }

  private async lookUp(
    raw: Uint8Array,
    domain: string,
    { signatures, client, chained, settings }: SeenOfMail & { chained: boolean },
  ): Promise<AuthorEvidence> {
    const { aligned, unanswered } = signatures ?? (await verifySignatures(raw, domain, this.dns));
    const alignedSignature = await this.accepted(aligned, domain);
    if (alignedSignature !== undefined) return { alignedSignature };
    const sealed = chained ? await this.sealed(raw, settings) : {};
    if (sealed.vouchedBy?.domain === domain || sealed.forwardedBy !== undefined) return sealed;
    if (client === undefined || unanswered) return { unanswered };
    if (await isNamedForwarder(client, sealersOf(settings), this.dns))
      return { vouchedBy: vouchedAtTop(headerTextOf(raw), settings), forwardedBy: client.name };
    return askSender(domain, client, this.dns);
  }

  /** A signature of another domain with the same owner counts, unless the author's domain asks for its own (`adkim=s`). */
  private async accepted(aligned: Signatures['aligned'], domain: string): Promise<string | undefined> {
    if (aligned.length === 0 || aligned.includes(domain)) return aligned.length === 0 ? undefined : domain;
    return (await askDomainPolicy(domain, this.dns)).strictSignature ? undefined : aligned[0];
  }

  /** A chain is worth something where the account knows who sealed last: a host it trusts, or a forwarder. */
  private async sealed(
    raw: Uint8Array,
    settings: EmailSettings,
  ): Promise<Pick<AuthorEvidence, 'vouchedBy' | 'forwardedBy'>> {
    const word = await readChain(raw, this.dns);
    if (word === undefined) return {};
    const trusted = settings.trustedHosts.filter((host) => isOf(host, word.sealer));
    const vouchedBy = vouchedIn(word.results, trusted);
    const forwarded = sealersOf(settings).some((host) => isOf(host, word.sealer));
    return {
      ...(vouchedBy === undefined ? {} : { vouchedBy: { ...vouchedBy, by: 'arc' } }),
      ...(forwarded ? { forwardedBy: word.sealer } : {}),
    };
  }
}

const vouchedAtTop = (headerText: string, { trustedHosts }: EmailSettings): AuthorEvidence['vouchedBy'] => {
  const vouched = vouchingHost(headerText, trustedHosts);
  return vouched && { ...vouched, by: 'dmarc' };
};

/** Who takes in mail for us, or forwards it to us, changes it and is not its author's server. */
const sealersOf = ({ trustedHosts, forwarders }: EmailSettings): readonly string[] => [
  ...trustedHosts,
  ...forwarders,
];

/** `mx.example.net` seals as itself or as `example.net`. */
const isOf = (host: string, sealer: string): boolean =>
  sealer.includes('.') && `.${host.toLowerCase()}`.endsWith(`.${sealer}`);

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
