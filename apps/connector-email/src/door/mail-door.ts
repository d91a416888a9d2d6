import { matchOurAddress } from '../receiving/our-address.js';
import type { DoorClient } from '../receiving/arrival.js';
import { answers, type DoorAnswer } from './door-answer.js';

/** One mail as the door took it in, complete and unchanged. */
export interface DoorMail {
  raw: Buffer;
  client: DoorClient;
  /** Our addresses it was sent to, of one account. */
  recipients: string[];
  at: Date;
}

/** An account that takes mail through the door. */
export interface DoorAccount {
  accountId: string;
  address: string;
  /** Resolves when core has committed the mail; rejects when that is not certain. */
  take(mail: DoorMail): Promise<void>;
}

/** After the first account others follow within this time. */
const settleMs = 2_000;
/** An account that went away may come back: its lease moved, its settings changed. */
const awayMs = 3_600_000;

/**
 * Which accounts take mail through the one door, and what becomes of it. A 250 is said only when every account that was
 * named has committed the mail; a repetition after a 451 is known to core and stored once.
 */
export class MailDoor {
  private readonly accounts = new Map<string, DoorAccount>();
  /** Addresses that are ours although nobody takes their mail now. */
  private readonly held = new Map<string, { address: string; until: number }>();
  private firstAt: number | undefined;

  constructor(private readonly now: () => number = Date.now) {}

  /** The account takes mail until the returned function is called. */
  open(account: DoorAccount): () => void {
    this.firstAt ??= this.now();
    this.accounts.set(account.accountId, account);
    return () => {
      if (this.accounts.get(account.accountId) === account) this.accounts.delete(account.accountId);
    };
  }

  /**
   * An address of ours, whether or not its mail can be taken now: until an hour after the returned function was called it
   * waits at the sender's server.
   */
  hold({ accountId, address }: Pick<DoorAccount, 'accountId' | 'address'>): () => void {
    this.firstAt ??= this.now();
    const holding = { address, until: Infinity };
    this.held.set(accountId, holding);
    return () => void (holding.until = this.now() + awayMs);
  }

  /** Undefined: the recipient may be named. */
  refuse(recipient: string): DoorAnswer | undefined {
    if (this.accountOf(recipient) !== undefined) return undefined;
    // Before the accounts are known a lasting no would bounce good mail.
    if (this.firstAt === undefined || this.now() - this.firstAt < settleMs) return answers.starting;
    for (const { address, until } of this.held.values()) {
      if (until > this.now() && matchOurAddress(address, recipient)) return answers.starting;
    }
    return answers.unknown;
  }

  /** Takes a mail for all its recipients; the answer is 250 or 451. */
  async take(mail: DoorMail): Promise<{ answer: DoorAnswer; error?: unknown }> {
    const named = new Map<DoorAccount | undefined, string[]>();
    for (const recipient of mail.recipients) {
      const account = this.accountOf(recipient);
      named.set(account, [...(named.get(account) ?? []), recipient]);
    }
    // An account went away between RCPT and DATA.
    if (named.size === 0 || named.has(undefined)) return { answer: answers.away };
    const results = await Promise.allSettled(
      [...named].map(([account, recipients]) => account!.take({ ...mail, recipients })),
    );
    const failed = results.find((result) => result.status === 'rejected');
    return failed === undefined ? { answer: answers.taken } : { answer: answers.away, error: failed.reason };
  }

  private accountOf(recipient: string): DoorAccount | undefined {
    let byToken: DoorAccount | undefined;
    for (const account of this.accounts.values()) {
      const match = matchOurAddress(account.address, recipient);
      if (match === undefined) continue;
      if (match.token === undefined) return account;
      byToken ??= account;
    }
    return byToken;
  }
}
