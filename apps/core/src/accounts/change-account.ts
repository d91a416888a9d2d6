import { mailOptionNames, type accountPatch, type AccountView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { DomainError } from '../http/domain-error.js';
import { changeOther } from './change-other.js';
import { changeServers, type ChangedSettings } from './change-servers.js';
import { ConnectorNames } from './connector-names.js';
import { mailOptionsOf } from './mail-options.js';
import { changeFolders } from './oauth/change-folders.js';
import { dropSealed, joinSealed } from './sealed-boxes.js';
import { StoreAccount } from './store-account.js';
import { TestAccount } from './test-account.js';

type Patch = z.output<typeof accountPatch>;

/** Changes an account; new settings are stored once they were seen to work. */
@Injectable()
export class ChangeAccount {
  constructor(
    private readonly dataSource: DataSource,
    private readonly testAccount: TestAccount,
    private readonly storeAccount: StoreAccount,
    private readonly connectors: ConnectorNames,
  ) {}

  async run(reader: Reader, account: AccountView, patch: Patch): Promise<void> {
    const settings = await (account.channel === 'email'
      ? this.mailbox(account, patch)
      : this.other(account, patch));
    await this.storeAccount.change(
      reader,
      {
        id: account.id,
        name: patch.name,
        state: patch.state,
        importDays: patch.importDays === account.importDays ? undefined : patch.importDays,
        ...settings,
      },
      'account-changed',
    );
  }

  private async mailbox(account: AccountView, patch: Patch) {
    refuse(patch, ['settings', 'secrets'], 'a mailbox has servers');
    const servers =
      patch.imap || patch.smtp
        ? (changeFolders(account, patch) ?? (await this.test(account, changeServers(account, patch))))
        : {};
    return { ...servers, moreSettings: mailOptionsOf(patch) };
  }

  private async other(account: AccountView, patch: Patch) {
    const ofMailboxes = ['imap', 'smtp', ...mailOptionNames] as const;
    refuse(patch, ofMailboxes, `an account of the channel ${account.channel} has settings and secrets`);
    const changed = changeOther(account, patch);
    return changed && this.test(account, changed);
  }

  private async test(account: AccountView, { settings, secrets, gone }: ChangedSettings) {
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

const refuse = (patch: Patch, fields: readonly (keyof Patch)[], because: string): void => {
  const errors = fields
    .filter((field) => patch[field] !== undefined)
    .map((path) => ({ path, message: 'Not of this channel' }));
  if (errors.length === 0) return;
  throw new DomainError('invalid-request', `Nothing was changed: ${because}, and nothing else.`, { errors });
};
