import type { AccountRemoval, AccountView, accountRemove } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { standInFor } from '../deletions/stand-in.js';
import { DomainError } from '../http/domain-error.js';
import { hasRetention, isErasedWith } from '../retention/due-messages.js';
import { StoreAccount } from './store-account.js';

/** More is told as this number. */
const countMax = 100_000;

/** Ends an account. What it heard stays, or is erased by the workers that remove what is kept for a time. */
@Injectable()
export class RemoveAccount {
  constructor(
    private readonly dataSource: DataSource,
    private readonly storeAccount: StoreAccount,
  ) {}

  /** What would follow; nothing is changed. */
  async preview({ id, channel }: Pick<AccountView, 'id' | 'channel'>): Promise<AccountRemoval> {
    const [row] = (await this.dataSource.query(previewing, [id])) as {
      messages: number;
      followedBy: string | null;
    }[];
    const { messages, followedBy } = row!;
    return { messages, followedBy, canErase: hasRetention(channel) };
  }

  async run(
    reader: Reader,
    { id, channel }: Pick<AccountView, 'id' | 'channel'>,
    { eraseAfterDays: days }: z.output<typeof accountRemove>,
  ): Promise<void> {
    if (days !== undefined && !hasRetention(channel))
      throw new DomainError(
        'unknown-reference',
        'Nothing was changed: what came to a mailbox or a form was written to you, and is not erased with its account.',
      );
    await this.storeAccount.change(
      reader,
      {
        ...{ id, state: 'removed', sealedSecrets: null },
        ...(days !== undefined && {
          also: async (db) =>
            void (await db.query(
              `update account set erase_words_at = now() + $2::int * interval '1 day' where id = $1`,
              [id, days],
            )),
          audited: { eraseAfterDays: days },
        }),
      },
      'account-removed',
    );
  }
}

const previewing = `
select
  (select count(*)::int from (
     select from message m where m.channel = a.channel and m.account_id = a.id and ${isErasedWith('m')} limit ${countMax}) heard) as messages,
  ${standInFor('a', 'address')}::text as "followedBy"
from account a where a.id = $1`;
