import type { queryCreate, queryPatch, QueryTerms, QueryView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { ShowAccounts } from '../accounts/show-accounts.js';
import { StoreAccount } from '../accounts/store-account.js';
import { recordAudit } from '../audit/record-audit.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { termsToAsk } from './query-terms.js';
import { TryQuery } from './try-query.js';

/** One account is not asked for more: each costs requests, and somewhere money. */
const queriesMax = 20;

/** Stores what an account listens for once its platform was seen to take it; the connector is told with its account. */
@Injectable()
export class SaveQuery {
  constructor(
    private readonly showAccounts: ShowAccounts,
    private readonly storeAccount: StoreAccount,
    private readonly tryQuery: TryQuery,
  ) {}

  /** Resolves with the id of the query. */
  async make(reader: Reader, { accountId, name, ...wanted }: z.output<typeof queryCreate>): Promise<string> {
    const account = await this.showAccounts.one(reader, accountId);
    const terms = termsToAsk(wanted);
    await this.tryQuery.demand(account, terms);
    const id = uuidv7();
    await this.store(reader, accountId, async (db) => {
      await holdPlace(db, accountId);
      await db.query(inserting, [id, accountId, name, ...valuesOf(terms)]);
      await recordAudit(db, { agentId: reader.agentId, kind: 'query-made', subjectId: id });
    });
    return id;
  }

  async change(reader: Reader, query: QueryView, patch: z.output<typeof queryPatch>): Promise<void> {
    const { name = query.name, state = query.state, ...changed } = patch;
    const given = Object.entries(changed).filter(([, value]) => value !== undefined);
    const terms = termsToAsk({ ...query, ...(Object.fromEntries(given) as Partial<QueryTerms>) });
    if (given.length > 0)
      await this.tryQuery.demand(await this.showAccounts.one(reader, query.accountId), terms);
    await this.store(reader, query.accountId, async (db) => {
      await holdPlace(db, query.accountId, query.id);
      await db.query(updating, [query.id, query.accountId, name, ...valuesOf(terms), state]);
      await recordAudit(db, { agentId: reader.agentId, kind: 'query-changed', subjectId: query.id });
    });
  }

  /** What it found stays; it can be brought back. */
  remove(reader: Reader, query: QueryView): Promise<void> {
    return this.store(reader, query.accountId, async (db) => {
      await db.query(`update saved_query set state = 'removed' where id = $1`, [query.id]);
      await recordAudit(db, { agentId: reader.agentId, kind: 'query-removed', subjectId: query.id });
    });
  }

  private store(reader: Reader, id: string, also: (db: Queryable) => Promise<void>): Promise<void> {
    return this.storeAccount.change(reader, { id, also }, 'account-listening-changed');
  }
}

/** Behind the lock of the account's row. */
const holdPlace = async (db: Queryable, accountId: string, besides?: string): Promise<void> => {
  const [{ count }] = (await db.query(
    `select count(*)::int as count from saved_query
     where account_id = $1 and state <> 'removed' and id is distinct from $2::uuid`,
    [accountId, besides ?? null],
  )) as [{ count: number }];
  if (count < queriesMax) return;
  throw new DomainError(
    'query-refused',
    `Nothing was stored: this account listens for ${queriesMax} queries already. Remove one, or put the words into one that is there.`,
    { reason: 'too-many-queries' },
  );
};

const valuesOf = ({ words, hashtags, handle, notWords, notAuthors, language }: QueryTerms) => [
  ...[words, hashtags, handle, notWords, notAuthors, language],
];

const inserting = `
insert into saved_query (id, account_id, name, words, hashtags, handle, not_words, not_authors, language)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

const updating = `
update saved_query set name = $3, words = $4, hashtags = $5, handle = $6, not_words = $7, not_authors = $8, language = $9, state = $10
where id = $1 and account_id = $2`;
