import './without-proto.js';
import { isIP } from 'node:net';
import { dmarc, spf } from 'mailauth';
import type { DoorClient } from '../receiving/arrival.js';
import type { DnsQuestion } from './ask-dns.js';
import type { AuthorEvidence } from './author-proof.js';

/** What a domain asks for in its DMARC record, or in the one of the domain it belongs to (RFC 7489, 6.3). */
export interface DomainPolicy {
  policy?: 'none' | 'quarantine' | 'reject';
  /** The signing domain must be the author's own, and not only of one owner with it. */
  strictSignature: boolean;
  strictSpf: boolean;
}

/** Rejects when DNS does not answer. Without a record nothing is asked for. */
export const askDomainPolicy = async (authorDomain: string, dns: DnsQuestion): Promise<DomainPolicy> =>
  (await askDmarc(authorDomain, [], dns)).asked;

/**
 * Whether the author's domain lets the server that brought a mail send for it (RFC 7208), and what it wants done where it
 * does not. Where DNS does not answer there is no word on either.
 */
export const askSender = async (
  authorDomain: string,
  client: DoorClient,
  dns: DnsQuestion,
): Promise<Pick<AuthorEvidence, 'spf' | 'policy' | 'unanswered'>> => {
  const name = client.name === '' ? client.ip : client.name;
  const { status, domain } = await spf({
    resolver: dns,
    ip: client.ip,
    helo: isIP(name) === 0 ? name : `[${name}]`,
    sender: client.mailFrom,
  });
  if (status.result === 'temperror' || status.result === 'temperr') return { unanswered: true };
  const passed = status.result === 'pass' && domain ? domain.toLowerCase() : undefined;
  const { asked, spfAligned } = await askDmarc(authorDomain, passed === undefined ? [] : [passed], dns);
  return {
    // mailauth 4 takes a strict alignment for a relaxed one.
    spf: { aligned: spfAligned && (!asked.strictSpf || passed === authorDomain) },
    ...(asked.policy === undefined ? {} : { policy: asked.policy }),
  };
};

const askDmarc = async (authorDomain: string, spfDomains: string[], dns: DnsQuestion) => {
  const answer = await dmarc({ headerFrom: authorDomain, spfDomains, dkimDomains: [], resolver: dns });
  if (answer !== false && answer.status.result === 'temperror')
    throw new Error(`No answer about the policy of ${authorDomain}`);
  const { policy = '', rr = '', alignment = undefined } = answer === false ? {} : answer;
  const asked: DomainPolicy = {
    policy: policyOf(policy),
    strictSignature: /(?:^|;)\s*adkim\s*=\s*s\s*(?:;|$)/i.test(rr),
    strictSpf: /(?:^|;)\s*aspf\s*=\s*s\s*(?:;|$)/i.test(rr),
  };
  // Without a record alignment is for us to see; nobody fails then.
  const spfAligned =
    alignment === undefined ? spfDomains.includes(authorDomain) : Boolean(alignment.spf.result);
  return { asked, spfAligned };
};

const policyOf = (written: string): DomainPolicy['policy'] => {
  const policy = written.trim().toLowerCase();
  return policy === 'none' || policy === 'quarantine' || policy === 'reject' ? policy : undefined;
};
