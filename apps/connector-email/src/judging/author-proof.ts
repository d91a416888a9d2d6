import type { AuthorProof } from '@filo/contracts';

/** What was found out about a mail's author; domains in lower case. */
export interface AuthorEvidence {
  /** Of a host the account trusts, at the header block's top or in the newest link of an ARC chain: whom it vouches for. */
  vouchedBy?: { host: string; domain: string; by: 'dmarc' | 'arc' };
  /** Signatures that verify, cover the whole body, and are aligned with the author's domain. */
  alignedSignature?: string;
  /** A listed forwarder sealed or brought the mail: SPF says nothing about who did. */
  forwardedBy?: string;
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
  const { vouchedBy, alignedSignature, forwardedBy, spf, policy, unanswered } = evidence;
  if (vouchedBy?.domain === authorDomain)
    return {
      verdict: 'proven',
      reason:
        vouchedBy.by === 'arc' ? `arc=pass ${vouchedBy.host} dmarc=pass` : `${vouchedBy.host} dmarc=pass`,
    };
  if (alignedSignature !== undefined) return { verdict: 'proven', reason: `dkim=pass ${alignedSignature}` };
  if (forwardedBy !== undefined) return { verdict: 'claimed', reason: `dkim=none forwarded ${forwardedBy}` };
  if (unanswered) return { verdict: 'claimed', reason: 'dns=temperror' };
  const strict = policy === 'quarantine' || policy === 'reject';
  if (strict && spf !== undefined && !spf.aligned) {
    return { verdict: 'failed', reason: `dmarc=fail policy=${policy} ${authorDomain}` };
  }
  return { verdict: 'claimed', reason: spf?.aligned ? `dkim=none spf=pass ${authorDomain}` : 'dkim=none' };
};
