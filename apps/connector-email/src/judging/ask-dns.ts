import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

export type DnsQuestion = (domain: string, type: string) => Promise<string[][] | string[]>;

interface Kept {
  answer: Promise<string[][] | string[]>;
  until: number;
}

const keptMax = 5_000;
const keptMs = 300_000;
/**
 * After so many questions in a row without an answer nobody is asked for a while: mail must not wait for dead DNS. Names of a
 * forger may be silent on purpose, so that it counts only when DNS does not know of the root either.
 */
const silentMax = 3;
const silentMs = 60_000;
/** "There is no such record", "I will not tell" and "nobody can tell" are answers too. */
const silence = new Set(['ETIMEOUT', 'ECONNREFUSED', 'ECANCELLED', 'EAI_AGAIN']);

/** Asks DNS with a memory, one try of 2 s a server, and a rest after repeated silence. */
export class AskDns {
  private readonly kept = new Map<string, Kept>();
  private silent = 0;
  private restUntil = 0;

  constructor(
    private readonly question: DnsQuestion = dnsOf([]),
    private readonly now: () => number = Date.now,
  ) {}

  readonly ask: DnsQuestion = (domain, type) => {
    const key = `${type} ${domain.toLowerCase()}`;
    const kept = this.kept.get(key);
    if (kept !== undefined && kept.until > this.now()) return kept.answer;
    if (this.restUntil > this.now())
      return Promise.reject(Object.assign(new Error('DNS rests'), { code: 'ETIMEOUT' }));
    const answer = this.question(domain, type);
    this.kept.set(key, { answer, until: this.now() + keptMs });
    if (this.kept.size > keptMax) this.kept.delete(this.kept.keys().next().value!);
    answer.then(
      () => (this.silent = 0),
      (error: NodeJS.ErrnoException) => this.failed(error, key),
    );
    return answer;
  };

  private failed({ code = '' }: NodeJS.ErrnoException, key: string): void {
    if (code === 'ENOTFOUND' || code === 'ENODATA') return;
    this.kept.delete(key);
    if (!silence.has(code)) return;
    this.silent += 1;
    if (this.silent === silentMax) void this.restUnlessAlive();
  }

  private async restUnlessAlive(): Promise<void> {
    const dead = await this.question('.', 'NS').then(
      () => false,
      ({ code = '' }: NodeJS.ErrnoException) => silence.has(code),
    );
    this.silent = 0;
    if (dead) this.restUntil = this.now() + silentMs;
  }
}

/** Asks these servers, in their order; without any those of the system. */
export const dnsOf = (servers: readonly string[]): DnsQuestion => {
  const resolver = new Resolver({ timeout: 2_000, tries: 1 });
  if (servers.length > 0) resolver.setServers(servers);
  return (domain, type) => resolver.resolve(domain, type) as Promise<string[][] | string[]>;
};

/** `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` or `[2001:db8::53]:5353`. */
export const isDnsServer = (text: string): boolean => {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (isIP(text) !== 0) return true;
  const family = bracketed === undefined ? 4 : 6;
  return isIP(bracketed ?? plain ?? '') === family && (port === undefined || Number(port) <= 65_535);
};
