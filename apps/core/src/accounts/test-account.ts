import { Bus, sealSecrets, publicKeyKey, verifyBinding } from '@filo/bus';
import { stateBucket, verifyAccount } from '@filo/contracts';
import type { AccountTest } from '@filo/contracts/http';
import { DomainError } from '../http/domain-error.js';
import { joinSealed } from './sealed-boxes.js';

const testTimeoutMs = 45_000;

export interface AccountToTest {
  /** Of a stored account. */
  accountId?: string | undefined;
  connector: string;
  channel: string;
  address: string;
  settings: Record<string, unknown>;
  secrets: Record<string, string>;
  /** Stored secrets that stay, sealed for the account; the connector looks for it by channel and address. */
  kept?: string | undefined;
}

/** Talks to connectors about accounts: tries settings live, and seals secrets so that they alone can open them. */
export class TestAccount {
  constructor(private readonly bus: Bus) {}

  /** Rejects with `TemporaryError` when the connector is away: nothing is stored untested. */
  async run({ connector, secrets, kept, accountId, ...tested }: AccountToTest): Promise<AccountTest> {
    const sealedSecrets = joinSealed(kept, await this.seal(connector, verifyBinding, secrets));
    const request = { ...tested, ...(accountId && { accountId }), ...(sealedSecrets && { sealedSecrets }) };
    return this.bus.ask.ask({
      subject: verifyAccount.subject(connector),
      question: verifyAccount,
      request,
      timeoutMs: testTimeoutMs,
    });
  }

  /** Throws when the settings do not work, with every check and its reason. */
  async demand(account: AccountToTest): Promise<void> {
    const { ok, checks } = await this.run(account);
    if (ok) return;
    const failed = checks.find((check) => !check.ok);
    throw new DomainError(
      'account-test-failed',
      `Nothing was stored. ${failed?.message ?? 'The settings were refused.'}`,
      { checks },
    );
  }

  /** Each secret in a box of its own; undefined when there is nothing to seal. `binding` is the account's id. */
  async seal(
    connector: string,
    binding: string,
    secrets: Record<string, string>,
  ): Promise<string | undefined> {
    if (Object.keys(secrets).length === 0) return undefined;
    const key = await this.publicKey(connector);
    if (key !== undefined)
      return joinSealed(
        ...Object.entries(secrets).map(
          ([name, secret]) => `${name}:${sealSecrets(key, binding, { [name]: secret })}`,
        ),
      );
    throw new DomainError(
      'unavailable',
      `Nothing was stored: the connector ${connector} is not running, so its passwords cannot be sealed. Start it and try again.`,
    );
  }

  async publicKey(connector: string): Promise<string | undefined> {
    const bucket = await this.bus.bucket(stateBucket(connector));
    const held = (await bucket.get<unknown>(publicKeyKey))?.value;
    return typeof held === 'string' ? held : (held as { publicKey?: string } | undefined)?.publicKey;
  }
}
