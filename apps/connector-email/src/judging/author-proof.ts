import type { AuthorProof } from '@filo/contracts';

/** What was found out about a mail's author; domains in lower case. */
export interface AuthorEvidence {
  /** From the header block's top, written by a host the account trusts: the domain it vouches for. */
  vouchedBy?: { host: string; domain: string };
  /** Signatures that verify, cover the whole body, and are aligned with the author's domain. */
  alignedSignature?: string;
  /** Absent: the sender's server cannot be judged, because it did not speak to us directly. */
  spf?: { aligned: boolean };
  /** Of the author's domain; absent: there is none, or it could not be looked up. */
  policy?: 'none' | 'quarantine' | 'reject';
  /** DNS could not be asked. */
  unanswered?: boolean;
}

/**
 * How sure we are of the author. Proof is a signature of the author's domain or the word of a host the account trusts;
 * a failure needs a domain that asks for it and a server that could be judged. All else is a claim (RFC 7489).
 */
export const authorProofOf = (authorDomain: string, evidence: AuthorEvidence): AuthorProof => {
  const { vouchedBy, alignedSignature, spf, policy, unanswered } = evidence;
  if (vouchedBy?.domain === authorDomain)
    return { verdict: 'proven', reason: `${vouchedBy.host} dmarc=pass` };
  if (alignedSignature !== undefined) return { verdict: 'proven', reason: `dkim=pass ${alignedSignature}` };
  if (unanswered) return { verdict: 'claimed', reason: 'dns=temperror' };
  const strict = policy === 'quarantine' || policy === 'reject';
  if (strict && spf !== undefined && !spf.aligned) {
    return { verdict: 'failed', reason: `dmarc=fail policy=${policy} ${authorDomain}` };
  }
  return { verdict: 'claimed', reason: spf?.aligned ? `dkim=none spf=pass ${authorDomain}` : 'dkim=none' };
};
