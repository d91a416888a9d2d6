import './without-proto.js';
import { arc, type ARCData, type ARCSigningData } from 'mailauth';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import type { DnsQuestion } from './ask-dns.js';
import { canBeRead, signsAuthor, signsWholeBody } from './signed-whole.js';

/** The newest link of a valid ARC chain (RFC 8617): who sealed the mail as it is now, and what he says he saw. */
export interface SealedWord {
  /** The domain that sealed, in lower case. */
  sealer: string;
  /** The value of its `ARC-Authentication-Results`, without the number. */
  results: string;
}

export const hasChain = (headerText: string): boolean => /^arc-seal[ \t]*:/im.test(headerText);

/**
 * Reads an ARC chain. Anybody can seal anything: the word is worth what its sealer is worth. Undefined when the chain is not
 * valid, or does not cover author and whole body; rejects when DNS does not answer.
 */
export const readChain = async (raw: Uint8Array, dns: DnsQuestion): Promise<SealedWord | undefined> => {
  const mail = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  let silence: unknown;
  // mailauth calls a chain broken when it only could not ask for a key.
  const resolver: DnsQuestion = (domain, type) =>
    dns(domain, type).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTFOUND' && error.code !== 'ENODATA') silence = error;
      throw error;
    });
  const { arc: data } = await dkimVerify(mail, { resolver });
  if (!isChain(data)) return undefined;
  const { status, signature } = await arc(data, { resolver });
  if (silence !== undefined) throw new Error('No answer about the keys of the chain', { cause: silence });
  if (status.result !== 'pass' || !signature || !canBeRead(mail)) return undefined;
  if (!signsWholeBody(signature) || !signsAuthor(signature)) return undefined;
  return wordOf(data.lastEntry);
};

interface Link {
  'arc-seal': { parsed: { d?: { value?: string } } };
  'arc-authentication-results': { original: Buffer };
}

const isChain = (
  data: ARCSigningData | undefined,
): data is ARCSigningData & Pick<ARCData, 'chain'> & { lastEntry: Link } =>
  data !== undefined && data.chain !== false && 'lastEntry' in data && data.lastEntry !== undefined;

const wordOf = (link: Link): SealedWord | undefined => {
  const sealer = link['arc-seal'].parsed.d?.value?.toLowerCase();
  const line = link['arc-authentication-results'].original.toString('latin1').replace(/\r?\n[ \t]+/g, ' ');
  const results = /^[^:]*:\s*i\s*=\s*\d+\s*;(.*)$/s.exec(line)?.[1];
  return sealer === undefined || results === undefined ? undefined : { sealer, results };
};
