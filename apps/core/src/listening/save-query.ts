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
import { auditedChanges } from '../undoing/audited-changes.js';
import { refuseOvertaken } from '../undoing/refuse-overtaken.js';
import type { Undoing } from '../undoing/undoing.js';
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

  async change(
    reader: Reader,
    query: QueryView,
    { undoing, ...patch }: z.output<typeof queryPatch> & { undoing: Undoing },
  ): Promise<void> {
    const { name, state, ...changed } = patch;
    const given = Object.entries(changed).filter(([, value]) => value !== undefined);
    const terms = termsToAsk({ ...query, ...(Object.fromEntries(given) as Partial<QueryTerms>) });
    if (given.length > 0)
      await this.tryQuery.demand(await this.showAccounts.one(reader, query.accountId), terms);
    await this.store(reader, query.accountId, async (db) => {
      await holdPlace(db, query.accountId, query.id);
      await refuse(db, reader, { id: query.id, state, undoing });
      const from = await stateOf(db, query.id);
      const hasTerms = given.length > 0;
      await db.query(updating, [query.id, query.accountId, name, ...valuesOf(terms), state, hasTerms]);
      const turned = state !== undefined && state !== from;
      const data = turned ? { state, from, ...undoing.noted } : {};
      const { agentId } = reader;
      const changeId = await recordAudit(db, { agentId, kind: 'query-changed', subjectId: query.id, data });
      if (turned) undoing.made(changeId);
    });
  }

  /** What it found stays; it can be brought back. */
  remove(reader: Reader, { id, accountId }: QueryView, undoing: Undoing): Promise<void> {
    return this.store(reader, accountId, async (db) => {
      const from = await stateOf(db, id);
      if (from === 'removed') return;
      await db.query(`update saved_query set state = 'removed' where id = $1`, [id]);
      const data = { state: 'removed', from };
      const { agentId } = reader;
      undoing.made(await recordAudit(db, { agentId, kind: 'query-removed', subjectId: id, data }));
    });
  }

  private store(reader: Reader, id: string, also: (db: Queryable) => Promise<void>): Promise<void> {
    return this.storeAccount.change(reader, { id, also }, 'account-listening-changed');
  }
}

/** Behind the lock of the account's row, as what follows. */
const stateOf = async (db: Queryable, id: string): Promise<string | undefined> => {
  const [row] = (await db.query('select state from saved_query where id = $1', [id])) as { state: string }[];
  return row?.state;
};

/** Only its state is undone: it writes over nobody's words. */
const refuse = async (
  db: Queryable,
  reader: Reader,
  { id, state, undoing }: { id: string; state: string | undefined; undoing: Undoing },
): Promise<void> => {
  if (undoing.undoes === undefined) return;
  const thing = { subjectId: id, kinds: ['query-changed', 'query-removed'], key: 'state' } as const;
  refuseOvertaken(reader, undoing, { what: 'query', changes: await auditedChanges(db, thing), back: state });
};

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
update saved_query set name = coalesce($3, name), state = coalesce($10, state), words = case when $11 then $4 else words end,
  hashtags = case when $11 then $5 else hashtags end, handle = case when $11 then $6 else handle end,
  not_words = case when $11 then $7 else not_words end, not_authors = case when $11 then $8 else not_authors end,
  language = case when $11 then $9 else language end
where id = $1 and account_id = $2`;
