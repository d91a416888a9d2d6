import './without-proto.js';
import { isIP } from 'node:net';
import { dmarc, spf } from 'mailauth';
import type { DoorClient } from '../receiving/arrival.js';
import type { DnsQuestion } from './ask-dns.js';
import type { AuthorEvidence } from './author-proof.js';

/** What the author's domain says about the server that brought a mail, and about mail that is not its own (RFC 7208, RFC 7489). */
export const askPolicy = async (
  authorDomain: string,
  client: DoorClient,
  dns: DnsQuestion,
): Promise<Pick<AuthorEvidence, 'spf' | 'policy'>> => {
  const name = client.name === '' ? client.ip : client.name;
  const asked = await spf({
    resolver: dns,
    ip: client.ip,
    helo: isIP(name) === 0 ? name : `[${name}]`,
    sender: client.mailFrom,
  });
  const spfDomains = asked.status.result === 'pass' && asked.domain ? [asked.domain] : [];
  const answer = await dmarc({ headerFrom: authorDomain, spfDomains, dkimDomains: [], resolver: dns });
  if (answer === false) return {};
  return {
    spf: { aligned: Boolean(answer.alignment?.spf.result) },
    ...(isPolicy(answer.policy) ? { policy: answer.policy } : {}),
  };
};

const isPolicy = (policy: unknown): policy is 'none' | 'quarantine' | 'reject' =>
  policy === 'none' || policy === 'quarantine' || policy === 'reject';
