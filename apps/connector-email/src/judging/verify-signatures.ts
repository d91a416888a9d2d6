import './without-proto.js';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { splitAddress } from '../receiving/our-address.js';
import type { DnsQuestion } from './ask-dns.js';
import { headerBytesMax, headerTextOf } from './header-text.js';
import { canBeRead, isGoodForMail, signsAuthor, signsWholeBody } from './signed-whole.js';

/** What the signatures of a mail say about one author; structured data, so that a thread may hand it over. */
export interface Signatures {
  /** Domains, in lower case, whose signature is valid, covers author and whole body and is aligned with the author's domain. */
  aligned: string[];
  /** DNS was silent about a key that could have proven the author; the silence of others proves nothing either way. */
  unanswered: boolean;
}

/** Each costs a look-up and a verification; a mail with more than that is believed as if it had none (RFC 6376, 6.1). */
const signaturesMax = 20;
const field = /^dkim-signature[ \t]*:/gim;

export const signaturesIn = (headerText: string): number => headerText.match(field)?.length ?? 0;

/** Verifies what a mail is signed with (RFC 6376). Asks DNS for keys alone, and rejects with nothing that DNS rejects with. */
export const verifySignatures = async (
  raw: Uint8Array,
  authorDomain: string,
  dns: DnsQuestion,
): Promise<Signatures> => {
  const none: Signatures = { aligned: [], unanswered: false };
  const headerText = headerTextOf(raw);
  const count = signaturesIn(headerText);
  if (count === 0 || count > signaturesMax || headerText.length === headerBytesMax) return none;
  const mail = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const { headerFrom, results } = await dkimVerify(mail, { resolver: dns });
  // More than one author, or another one than the reader found: a signature of either proves nothing.
  const [from, ...others] = headerFrom.map((address) => splitAddress(address)?.domain);
  if (from !== authorDomain || others.length > 0 || !canBeRead(mail)) return none;
  return {
    aligned: results
      .filter(
        (result) =>
          result.status.result === 'pass' &&
          Boolean(result.status.aligned) &&
          [signsWholeBody, signsAuthor, isGoodForMail].every((holds) => holds(result)),
      )
      .map(({ signingDomain }) => signingDomain.toLowerCase()),
    unanswered: results.some(({ status }) => status.result === 'temperror' && Boolean(status.aligned)),
  };
};
