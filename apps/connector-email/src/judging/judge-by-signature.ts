import './without-proto.js';
import { isIP } from 'node:net';
import { authenticate, dkimVerify } from 'mailauth';
import type { AuthorProof } from '@filo/contracts';
import type { EmailSettings } from '../email-settings.js';
import type { DoorClient } from '../receiving/arrival.js';
import type { JudgeAuthor } from '../receiving/judge-author.js';
import { splitAddress } from '../receiving/our-address.js';
import { readHeaderBlock } from '../reading/mime/header-block.js';
import { AskDns, type DnsQuestion } from './ask-dns.js';
import { authorProofOf, type AuthorEvidence } from './author-proof.js';
import { vouchingHost } from './vouching-host.js';

const lookUpMs = 5_000;
const headerBytesMax = 256 * 1024;

/** Judges authors by DKIM, SPF and DMARC. Asks nobody when nothing it could learn would change the verdict. */
export class JudgeBySignature implements JudgeAuthor {
  constructor(private readonly dns: DnsQuestion = new AskDns().ask) {}

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
    const mail = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
    const { dkim, dmarc } = await this.ask(mail, client);
    // More than one author, or another one than the reader found: a signature of either proves nothing.
    const [from, ...others] = dkim.headerFrom.map((address) => splitAddress(address)?.domain);
    if (from !== domain || others.length > 0) return {};
    const signatures = canBeRead(raw) ? dkim.results : [];
    const signature = signatures.find(
      (result) => result.status.result === 'pass' && Boolean(result.status.aligned) && signsWholeBody(result),
    );
    const unanswered = dkim.results.some(({ status }) => status.result === 'temperror');
    return {
      ...(signature === undefined ? { unanswered } : { alignedSignature: signature.signingDomain }),
      ...(client === undefined || dmarc === false
        ? {}
        : { spf: { aligned: Boolean(dmarc.alignment?.spf.result) } }),
      ...(dmarc !== false && isPolicy(dmarc.policy) ? { policy: dmarc.policy } : {}),
    };
  }

  /** Without a client that spoke to us nothing but a signature can change the verdict: no policy is asked for. */
  private async ask(mail: Buffer, client: DoorClient | undefined) {
    if (client === undefined)
      return { dkim: await dkimVerify(mail, { resolver: this.dns }), dmarc: false as const };
    return authenticate(mail, {
      resolver: this.dns,
      disableArc: true,
      disableBimi: true,
      ip: client.ip,
      helo: client.name,
      sender: client.mailFrom,
    });
  }
}

/** Fields that a mail has once at most (RFC 5322, 3.6; RFC 2045, 3). */
const once = [
  ...['from', 'sender', 'reply-to', 'to', 'cc', 'subject', 'date', 'message-id', 'in-reply-to', 'references'],
  ...['mime-version', 'content-type', 'content-transfer-encoding'],
];

/**
 * Whether readers must agree on where the header ends and which field counts. Where they need not, a stranger may write
 * above or between what a signature covers, and we would show his words as proven (RFC 6376, 8.15).
 */
const canBeRead = (raw: Uint8Array): boolean => {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const { headers, broken } = readHeaderBlock(bytes, 0, bytes.length);
  return !broken && once.every((name) => headers.all(name).length <= 1);
};

/** A signature with `l=` lets anybody write on below it. */
const signsWholeBody = (result: object): boolean =>
  !('canonBodyLengthLimited' in result && result.canonBodyLengthLimited === true);

const isPolicy = (policy: unknown): policy is 'none' | 'quarantine' | 'reject' =>
  policy === 'none' || policy === 'quarantine' || policy === 'reject';

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

const headersOf = (raw: Uint8Array): string =>
  Buffer.from(raw.subarray(0, headerBytesMax))
    .toString('latin1')
    .split(/\r?\n\r?\n/, 1)[0]!;
