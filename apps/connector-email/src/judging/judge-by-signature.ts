import { isIP } from 'node:net';
import addressparser from 'nodemailer/lib/addressparser';
import type { AuthorProof } from '@filo/contracts';
import type { EmailSettings } from '../email-settings.js';
import type { DoorClient } from '../receiving/arrival.js';
import type { JudgeAuthor } from '../receiving/judge-author.js';
import { splitAddress } from '../receiving/our-address.js';
import { AskDns, type DnsQuestion } from './ask-dns.js';
import { authorProofOf, type AuthorEvidence } from './author-proof.js';
import { findProof } from './dkim/find-proof.js';
import { SigningKeys } from './dkim/signing-keys.js';
import { splitSigned, valueOf, type SignedField } from './dkim/split-signed.js';
import { findPolicy } from './find-policy.js';
import { vouchingHost } from './vouching-host.js';

const lookUpMs = 5_000;
const headerBytesMax = 256 * 1024;

/** Judges authors by DKIM, SPF and DMARC. Asks nobody when nothing it could learn would change the verdict. */
export class JudgeBySignature implements JudgeAuthor {
  private readonly keys: SigningKeys;

  constructor(private readonly dns: DnsQuestion = new AskDns().ask) {
    this.keys = new SigningKeys(dns);
  }

  async run(
    raw: Uint8Array,
    authorAddress: string,
    seen: { client?: DoorClient; settings: EmailSettings },
  ): Promise<AuthorProof> {
    const domain = splitAddress(authorAddress)?.domain;
    if (domain === undefined) return { verdict: 'claimed', reason: 'no address' };
    const headers = headersOf(raw);
    const vouchedBy = vouchingHost(headers, seen.settings.trustedHosts);
    if (vouchedBy?.domain === domain) return authorProofOf(domain, { vouchedBy });
    const client = judgeableClient(seen.client, seen.settings.forwarders);
    if (client === undefined && !/^dkim-signature:/im.test(headers)) return authorProofOf(domain, {});
    return authorProofOf(domain, await this.lookUp(raw, domain, client));
  }

  private async lookUp(
    raw: Uint8Array,
    domain: string,
    client: DoorClient | undefined,
  ): Promise<AuthorEvidence> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<AuthorEvidence>((resolve) => {
      timer = setTimeout(() => resolve({ unanswered: true }), lookUpMs);
    });
    try {
      return await Promise.race([this.evidence(raw, domain, client), late]);
    } catch {
      return { unanswered: true };
    } finally {
      clearTimeout(timer);
    }
  }

  private async evidence(
    raw: Uint8Array,
    domain: string,
    client: DoorClient | undefined,
  ): Promise<AuthorEvidence> {
    const mail = splitSigned(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength));
    // More than one author, or another one than the reader found: a signature of either proves nothing.
    const [from, ...others] = authorsOf(mail.fields).map((address) => splitAddress(address)?.domain);
    if (from !== domain || others.length > 0) return {};
    const { domain: alignedSignature, unanswered } = await findProof(mail, domain, { keys: this.keys });
    if (alignedSignature !== undefined) return { alignedSignature };
    if (client === undefined) return { unanswered };
    return { unanswered, ...(await findPolicy(domain, client, this.dns)) };
  }
}

const authorsOf = (fields: readonly SignedField[]): string[] =>
  fields
    .filter(({ name }) => name === 'from')
    .flatMap((field) => addressparser(valueOf(field).trim(), { flatten: true }))
    .flatMap(({ address }) => address || []);

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

const headersOf = (raw: Uint8Array): string => {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, headerBytesMax));
  const ends = ['\r\n\r\n', '\n\n'].map((end) => bytes.indexOf(end, 0, 'latin1'));
  return bytes.toString('latin1', 0, Math.min(...ends.filter((end) => end >= 0), bytes.length));
};
