import type { accountPatch, AccountView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { DomainError } from '../http/domain-error.js';
import { ConnectorNames } from './connector-names.js';
import { changeFolders } from './oauth/change-folders.js';
import { splitSecrets } from './split-secrets.js';
import { StoreAccount } from './store-account.js';
import { TestAccount } from './test-account.js';

type Patch = z.output<typeof accountPatch>;

/** Changes a mailbox; new servers are stored once they were seen to work. */
@Injectable()
export class ChangeAccount {
  constructor(
    private readonly testAccount: TestAccount,
    private readonly storeAccount: StoreAccount,
    private readonly connectors: ConnectorNames,
  ) {}

  async run(reader: Reader, account: AccountView, patch: Patch): Promise<void> {
    const servers =
      patch.imap || patch.smtp
        ? (changeFolders(account, patch) ?? (await this.takeServers(account, patch)))
        : {};
    await this.storeAccount.change(
      reader,
      {
        id: account.id,
        name: patch.name,
        state: patch.state,
        // A default of the schema is no wish of the caller.
        importDays: patch.importDays === account.importDays ? undefined : patch.importDays,
        ...servers,
      },
      'account-changed',
    );
  }

  /** The secrets of both servers lie in one sealed box that core cannot open: a change must bring every password again. */
  private async takeServers(account: AccountView, patch: Patch) {
    const given = splitSecrets(patch);
    const settings: Record<string, unknown> = { ...account.settings, ...given.settings };
    for (const kind of ['imap', 'smtp'] as const) {
      const had = (account.settings[kind] as { passwordSet?: boolean } | undefined)?.passwordSet === true;
      if (!had || given.secrets[`${kind}Password`] !== undefined) continue;
      throw new DomainError(
        'invalid-request',
        `Nothing was changed: type the password of ${kind} again. Filo cannot read the stored one, only the connector can.`,
        { errors: [{ path: `${kind}.password`, message: 'Needed again' }] },
      );
    }
    const connector = this.connectors.of(account.channel);
    const { channel, address } = account;
    await this.testAccount.demand({ connector, channel, address, settings, secrets: given.secrets });
    const sealedSecrets = (await this.testAccount.seal(connector, account.id, given.secrets)) ?? null;
    return { settings, sealedSecrets };
  }
}
