import { mailOptionNames, type accountPatch, type AccountTest, type AccountView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { DomainError } from '../http/domain-error.js';
import { smtpDropped } from '../setup/smtp-out.js';
import { changeOther } from './change-other.js';
import { changeServers, type ChangedSettings } from './change-servers.js';
import { ConnectorNames } from './connector-names.js';
import { mailOptionsOf } from './mail-options.js';
import { changeFolders } from './oauth/change-folders.js';
import { dropSealed, joinSealed } from './sealed-boxes.js';
import { StoreAccount } from './store-account.js';
import { TestAccount, type AccountToTest } from './test-account.js';

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

  /** Tries the account as it would be after a change, with the secrets that are stored; stores nothing. */
  async tryOut(account: AccountView, patch: Patch): Promise<AccountTest> {
    const changed = changedSettings(account, patch) ?? unchanged(account);
    const settings = { ...changed.settings, ...mailOptionsOf(patch) };
    return this.testAccount.run(await this.toTest(account, { ...changed, settings }));
  }

  private async mailbox(account: AccountView, patch: Patch) {
    const changed = changedSettings(account, patch);
    const moreSettings = { ...mailOptionsOf(patch), ...(patch.smtp === null ? smtpDropped : {}) };
    if (!changed) return { moreSettings };
    // Only its folders can have changed: there is nothing new to sign in with.
    const bySignIn = account.settings['oauth'] !== undefined;
    return {
      ...(bySignIn ? { settings: changed.settings } : await this.tested(account, changed)),
      moreSettings,
    };
  }

  private async other(account: AccountView, patch: Patch) {
    const changed = changedSettings(account, patch);
    return changed && this.tested(account, changed);
  }

  private async tested(account: AccountView, changed: ChangedSettings) {
    const toTest = await this.toTest(account, changed);
    await this.testAccount.demand(toTest);
    const sealed = await this.testAccount.seal(toTest.connector, account.id, changed.secrets);
    return { settings: changed.settings, sealedSecrets: joinSealed(toTest.kept, sealed) ?? null };
  }

  private async toTest(
    { id, channel, address }: AccountView,
    { settings, secrets, gone }: ChangedSettings,
  ): Promise<AccountToTest> {
    const [row] = (await this.dataSource.query('select sealed_secrets as sealed from account where id = $1', [
      id,
    ])) as { sealed: string | null }[];
    const kept = dropSealed(row?.sealed ?? null, gone);
    const connector = this.connectors.of(channel);
    return { accountId: id, connector, channel, address, settings, secrets, kept };
  }
}

const unchanged = ({ settings }: AccountView): ChangedSettings => ({ settings, secrets: {}, gone: [] });

/** Settings and secrets after the change; undefined when it is about neither. */
const changedSettings = (account: AccountView, patch: Patch): ChangedSettings | undefined => {
  if (account.channel === 'email') {
    refuse(patch, ['settings', 'secrets'], 'a mailbox has servers');
    if (patch.imap === undefined && patch.smtp === undefined) return undefined;
    const folders = changeFolders(account, patch);
    return folders ? { ...unchanged(account), ...folders } : changeServers(account, patch);
  }
  const ofMailboxes = ['imap', 'smtp', ...mailOptionNames] as const;
  refuse(patch, ofMailboxes, `an account of the channel ${account.channel} has settings and secrets`);
  return changeOther(account, patch);
};

const refuse = (patch: Patch, fields: readonly (keyof Patch)[], because: string): void => {
  const errors = fields
    .filter((field) => patch[field] !== undefined)
    .map((path) => ({ path, message: 'Not of this channel' }));
  if (errors.length === 0) return;
  throw new DomainError('invalid-request', `Nothing was changed: ${because}, and nothing else.`, { errors });
};
