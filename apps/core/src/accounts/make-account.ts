import type { accountCreate, AccountTest, mailboxCreate, otherAccountCreate } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { DomainError } from '../http/domain-error.js';
import { ConnectorNames } from './connector-names.js';
import { mailOptionsOf } from './mail-options.js';
import { receivingAddress } from './receiving-address.js';
import { splitSecrets } from './split-secrets.js';
import { StoreAccount } from './store-account.js';
import { TestAccount, type AccountToTest } from './test-account.js';

type Wanted = z.output<typeof accountCreate>;
type Mailbox = z.output<typeof mailboxCreate>;
type Other = z.output<typeof otherAccountCreate>;

/** Stores an account once its settings were seen to work. */
@Injectable()
export class MakeAccount {
  constructor(
    private readonly testAccount: TestAccount,
    private readonly storeAccount: StoreAccount,
    private readonly connectors: ConnectorNames,
  ) {}

  test(wanted: Wanted): Promise<AccountTest> {
    return this.testAccount.run(this.toTest(wanted));
  }

  async run(reader: Reader, wanted: Wanted): Promise<string> {
    const account = this.toTest(wanted);
    await this.testAccount.demand(account);
    const id = uuidv7();
    const sealedSecrets = await this.testAccount.seal(account.connector, id, account.secrets);
    const { channel, importDays } = wanted;
    const { address, settings } = account;
    await this.storeAccount.make(reader, {
      id,
      channel,
      address,
      name: wanted.name ?? null,
      settings,
      sealedSecrets,
      importDays,
    });
    return id;
  }

  private toTest(wanted: Wanted): AccountToTest {
    if (wanted.channel === 'email') return this.mailbox(wanted as Mailbox);
    const { channel, address, name, settings, secrets } = wanted as Other;
    if (!this.connectors.isSpoken(channel)) throw unspoken(channel, this.connectors.spoken());
    return {
      connector: this.connectors.of(channel),
      channel,
      address: address ?? name ?? channel,
      settings,
      secrets,
    };
  }

  private mailbox(wanted: Mailbox): AccountToTest {
    const { channel } = wanted;
    const address = receivingAddress(wanted.address);
    const { settings, secrets } = splitSecrets(wanted);
    return {
      connector: this.connectors.of(channel),
      channel,
      address,
      settings: { ...settings, ...mailOptionsOf(wanted) },
      secrets,
    };
  }
}

const unspoken = (channel: string, spoken: readonly string[]): DomainError =>
  new DomainError(
    'invalid-request',
    `Nothing was stored: no running connector speaks ${channel}. Spoken are: ${spoken.join(', ') || 'none yet'}. Start its connector; it is known a few seconds later.`,
    { errors: [{ path: 'channel', message: 'No running connector speaks it' }] },
  );
