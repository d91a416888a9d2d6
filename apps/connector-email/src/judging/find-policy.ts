import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { dmarc, spf } from 'mailauth';
import type { DnsQuestion } from './ask-dns.js';
import type { AuthorEvidence } from './author-proof.js';
import type { DoorClient } from '../receiving/arrival.js';

/** What the author's domain asks of mail that nobody signed for it (DMARC), and whether the client may send for it (SPF). */
export const findPolicy = async (
  authorDomain: string,
  client: DoorClient,
  resolver: DnsQuestion,
): Promise<Pick<AuthorEvidence, 'spf' | 'policy'>> => {
  const helo = client.name || client.ip;
  const sent = await spf({
    ip: client.ip,
    helo: isIP(helo) === 0 ? helo : `[${helo}]`,
    sender: client.mailFrom,
    mta: hostname(),
    resolver,
  });
  const policy = await dmarc({
    headerFrom: [`author@${authorDomain}`],
    spfDomains: sent.status.result === 'pass' ? [sent.domain] : [],
    dkimDomains: [],
    resolver,
  });
  if (policy === false) return {};
  return {
    spf: { aligned: Boolean(policy.alignment?.spf.result) },
    ...(isPolicy(policy.policy) ? { policy: policy.policy } : {}),
  };
};

const isPolicy = (policy: unknown): policy is 'none' | 'quarantine' | 'reject' =>
  policy === 'none' || policy === 'quarantine' || policy === 'reject';
