import type { accountCreate, AccountTest } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { DomainError } from '../http/domain-error.js';
import { mailKey } from '../replies/mail-address.js';
import { ConnectorNames } from './connector-names.js';
import { splitSecrets } from './split-secrets.js';
import { StoreAccount } from './store-account.js';
import { TestAccount, type AccountToTest } from './test-account.js';

type Wanted = z.output<typeof accountCreate>;

/** Stores a mailbox once its settings were seen to work. */
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
    const address = mailKey(wanted.address);
    if (address === undefined) {
      throw new DomainError(
        'invalid-request',
        `Nothing was stored: ${wanted.address} is not an address we can receive at.`,
        {
          errors: [{ path: 'address', message: 'Not a mail address' }],
        },
      );
    }
    return {
      connector: this.connectors.of(wanted.channel),
      channel: wanted.channel,
      address,
      ...splitSecrets(wanted),
    };
  }
}
