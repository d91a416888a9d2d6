import type { Ask, Bucket } from '@filo/bus';
import { accountsRefill, connectedAccount, type ConnectedAccount, type Why } from '@filo/contracts';
import type { Logger } from '@filo/service';
import { isDeepStrictEqual } from 'node:util';
import type { SecretOpener } from './secret-opener.js';
import { wait } from './wait.js';

/** An account that this connector may serve; `fault` says why it cannot although core wants it. */
export interface OpenedAccount {
  account: ConnectedAccount;
  secrets: Readonly<Record<string, string>>;
  fault?: { words: string; why: Why };
}

const refillEveryMs = 1_000;

/**
 * The accounts of this connector as core keeps them in `accounts_<connector>`. An empty bucket may mean that the bus lost
 * its memory: while no account is known, core is asked to fill it until it says that it has.
 */
export class AccountBook {
  readonly #accounts = new Map<string, OpenedAccount>();

  constructor(
    private readonly connector: string,
    private readonly bucket: Bucket,
    private readonly ask: Ask,
    private readonly opener: SecretOpener,
    private readonly log: Logger,
  ) {}

  /** Calls back for each account and each change; `undefined`: it is gone. Resolves once those present have been told. */
  async watch(
    onChange: (accountId: string, opened: OpenedAccount | undefined) => void,
    signal: AbortSignal,
  ): Promise<void> {
    await this.bucket.watch<unknown>(
      '>',
      (key, entry) => {
        if (entry === undefined) {
          this.#accounts.delete(key);
          onChange(key, undefined);
          return;
        }
        const opened = this.#read(key, entry.value);
        // A bucket that was refilled tells again what is known; nobody is restarted for that.
        if (opened === undefined || isDeepStrictEqual(opened, this.#accounts.get(key))) return;
        this.#accounts.set(key, opened);
        onChange(key, opened);
      },
      signal,
    );
    void this.#refillWhileEmpty(signal);
  }

  get(accountId: string): OpenedAccount | undefined {
    return this.#accounts.get(accountId);
  }

  all(): OpenedAccount[] {
    return [...this.#accounts.values()];
  }

  /** After a reconnect: the bucket may have been wiped or rolled back meanwhile, which no watch tells. */
  async refill(): Promise<void> {
    const { accounts } = await this.ask.ask({
      subject: accountsRefill.subject(),
      question: accountsRefill,
      request: { connector: this.connector },
    });
    this.log.info({ accounts }, 'core refilled the accounts');
  }

  async #refillWhileEmpty(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.#accounts.size === 0) {
      try {
        return await this.refill();
      } catch (error) {
        this.log.warn({ err: error }, 'accounts are not known yet');
        await wait(refillEveryMs, signal);
      }
    }
  }

  #read(key: string, value: unknown): OpenedAccount | undefined {
    const parsed = connectedAccount.safeParse(value);
    if (!parsed.success) {
      this.log.error(
        { accountId: key, issues: parsed.error.issues.length },
        'an account cannot be read and is not served',
      );
      return unreadable(key, value);
    }
    const account = parsed.data;
    if (account.sealedSecrets === undefined) return { account, secrets: {} };
    try {
      return { account, secrets: Object.freeze(this.opener.open(account.sealedSecrets, account.accountId)) };
    } catch (error) {
      this.log.error({ accountId: key, err: error }, 'account secrets cannot be opened');
      const fault = {
        words:
          'The secrets of this account cannot be opened with this connector’s key. Nothing is lost; enter the password again and save.',
        why: { code: 'secrets-sealed-elsewhere' },
      };
      return { account, secrets: {}, fault };
    }
  }
}

const named = connectedAccount.pick({ channel: true, address: true });

/** Whose it is can often be told although the rest cannot be read: such an account is ours and waits, it is not unknown. */
const unreadable = (accountId: string, value: unknown): OpenedAccount | undefined => {
  const { data } = named.safeParse(value);
  if (data === undefined) return undefined;
  const account = { v: 1 as const, accountId, ...data, state: 'active' as const, settings: {}, version: 0 };
  const fault = {
    words:
      'This account was written by another release, which this connector cannot read. Nothing is lost; bring both to the same release.',
    why: { code: 'account-of-another-release' },
  };
  return { account, secrets: {}, fault };
};
