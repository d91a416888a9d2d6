import type { DnsQuestion } from './ask-dns.js';
import { headerTextOf } from './header-text.js';

/** What DNS says about keys, by name in lower case; structured data, so that it may go to a thread. */
export type KeyRecords = Readonly<Record<string, KeyAnswer>>;
type KeyAnswer = { records: string[][] | string[] } | { code: string };

/** Above it a mail is verified piece by piece in the main thread, so that it holds up no reading. */
const rawBytesMax = 4 * 1024 * 1024;

/**
 * Asks for the keys of a mail's signatures before a thread reads it, so that no thread ever waits for DNS. Never rejects;
 * after 5 s what is still unanswered counts as silence. Undefined: nothing is to be verified there.
 */
export class FindKeys {
  constructor(
    private readonly dns: DnsQuestion,
    private readonly lookUpMs = 5_000,
  ) {}

  async run(raw: Uint8Array): Promise<KeyRecords | undefined> {
    if (raw.byteLength > rawBytesMax) return undefined;
    const names = keyNamesIn(headerTextOf(raw));
    if (names.length === 0) return undefined;
    const found: Record<string, KeyAnswer> = Object.fromEntries(
      names.map((name) => [name, { code: 'ETIMEOUT' }]),
    );
    const asked = names.map(async (name) => {
      found[name] = await this.answerOf(name);
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, this.lookUpMs)));
    await Promise.race([Promise.all(asked), late]);
    clearTimeout(timer);
    return found;
  }

  private async answerOf(name: string): Promise<KeyAnswer> {
    try {
      return { records: await this.dns(name, 'TXT') };
    } catch (error) {
      return { code: (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN' };
    }
  }
}

const namesMax = 20;

/** The names under which the signatures say that their keys lie. A guess: who verifies says what was really needed. */
export const keyNamesIn = (headerText: string): string[] => {
  const names = new Set<string>();
  const unfolded = headerText.replace(/\r?\n[ \t]+/g, ' ');
  for (const [, tags = ''] of unfolded.matchAll(/^dkim-signature[ \t]*:(.*)$/gim)) {
    const domain = /(?:^|;)\s*d\s*=\s*([^\s;]+)/i.exec(tags)?.[1];
    const selector = /(?:^|;)\s*s\s*=\s*([^\s;]+)/i.exec(tags)?.[1];
    if (domain !== undefined && selector !== undefined)
      names.add(`${selector}._domainkey.${domain}`.toLowerCase());
  }
  return [...names].slice(0, namesMax);
};

/** Answers from records alone; `missing` tells whether something else was asked. */
export const answerFrom = (records: KeyRecords): { dns: DnsQuestion; missing: () => boolean } => {
  let missing = false;
  const dns: DnsQuestion = async (domain, type) => {
    const name = domain.toLowerCase();
    const answer = type === 'TXT' && Object.hasOwn(records, name) ? records[name] : undefined;
    missing ||= answer === undefined;
    if (answer !== undefined && 'records' in answer) return answer.records;
    const code = answer?.code ?? 'ETIMEOUT';
    throw Object.assign(new Error(`no answer about ${name}`), { code });
  };
  return { dns, missing: () => missing };
};
