import type { accountPatch, AccountView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { changeServers } from './change-servers.js';
import { ConnectorNames } from './connector-names.js';
import { changeFolders } from './oauth/change-folders.js';
import { dropSealed, joinSealed } from './sealed-boxes.js';
import { StoreAccount } from './store-account.js';
import { TestAccount } from './test-account.js';

type Patch = z.output<typeof accountPatch>;

/** Changes a mailbox; new servers are stored once they were seen to work. */
@Injectable()
export class ChangeAccount {
  constructor(
    private readonly dataSource: DataSource,
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

  private async takeServers(account: AccountView, patch: Patch) {
    const { settings, secrets, gone } = changeServers(account, patch);
    const [row] = (await this.dataSource.query('select sealed_secrets as sealed from account where id = $1', [
      account.id,
    ])) as { sealed: string | null }[];
    const kept = dropSealed(row?.sealed ?? null, gone);
    const connector = this.connectors.of(account.channel);
    const { channel, address } = account;
    await this.testAccount.demand({ connector, channel, address, settings, secrets, kept });
    const sealed = await this.testAccount.seal(connector, account.id, secrets);
    return { settings, sealedSecrets: joinSealed(kept, sealed) ?? null };
  }
}
