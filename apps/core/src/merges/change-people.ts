import type { LinksChanged, MergeRequest, SplitRequest } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { identityVisibleTo } from '../access/visible-to.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { PeopleChanged, type SeenVersions } from '../people/links/check-people.js';
import { holdLinks } from '../people/links/hold-links.js';
import { joinPeople } from '../people/links/join-people.js';
import { joinPersons } from '../people/links/join-persons.js';
import type { Changed, Grounds } from '../people/links/link-change.js';
import { splitPerson } from '../people/links/split-person.js';
import { partMessages } from '../people/parts/part-messages.js';
import { undoChange } from '../people/links/undo-change.js';
import { markJoined } from '../suggestions/mark-joined.js';
import { answeredPair } from './answered-pair.js';
import { checkMessages } from './check-messages.js';
import { checkSeen } from './check-seen.js';
import { FindPeople } from './find-people.js';
import { suggestedPair } from './suggested-pair.js';

/**
 * What an agent does to links: merge, split, undo. An agent may do it to every person of whom it sees something; what lies in
 * account groups that it may not see goes along with its identities, and stays unseen.
 */
@Injectable()
export class ChangePeople {
  constructor(
    private readonly dataSource: DataSource,
    private readonly findPeople: FindPeople,
  ) {}

  merge(reader: Reader, request: MergeRequest): Promise<LinksChanged> {
    const { personIds, versions, suggestionId, answerMessageId, reason } = request;
    return this.change(reader, async (db) => {
      await this.findPeople.asNamed(reader, personIds, db);
      const grounds = {
        grade: 'claimed',
        actor: { agentId: reader.agentId },
        reason,
        suggestionId,
        seen: seenBy(reader, personIds, versions),
      } as const;
      const pair = suggestionId === undefined ? undefined : await suggestedPair(db, suggestionId, personIds);
      const answer =
        answerMessageId === undefined
          ? undefined
          : await answeredPair(db, reader, { messageId: answerMessageId, personIds });
      await markJoined(db, { agentId: reader.agentId, personIds });
      const changed = pair
        ? await joinPeople(db, {
            ...grounds,
            identityIds: pair.identityIds,
            evidence: { type: 'suggestion', codes: pair.codes },
          })
        : answer
          ? await joinPeople(db, { ...grounds, identityIds: answer, evidence: { type: 'answered' } })
          : await joinPersons(db, { ...grounds, personIds, evidence: { type: 'agent' } });
      if (changed) return changed;
      throw new DomainError('nothing-to-merge', 'Nothing was changed: they are one person already.');
    });
  }

  split(reader: Reader, request: SplitRequest): Promise<LinksChanged> {
    const { personId, version, identityIds, messageIds, name, reason } = request;
    return this.change(reader, async (db) => {
      await this.findPeople.asNamed(reader, [personId], db);
      const grounds: Grounds = {
        evidence: { type: 'agent' },
        grade: 'claimed',
        actor: { agentId: reader.agentId },
        reason,
      };
      const split = { ...grounds, personId, seen: seenBy(reader, [personId], { [personId]: version }) };
      if (messageIds) {
        await checkMessages(db, reader, messageIds);
        return partMessages(db, { ...split, messageIds, name });
      }
      await this.checkVisible(reader, identityIds ?? [], db);
      return splitPerson(db, { ...split, identityIds: identityIds ?? [] });
    });
  }

  undo(
    reader: Reader,
    undo: { kind: 'merge' | 'split'; changeId: string; reason?: string | undefined },
  ): Promise<LinksChanged> {
    return this.change(reader, async (db) => {
      await checkSeen(db, reader, undo);
      return undoChange(db, { ...undo, actor: { agentId: reader.agentId } });
    });
  }

  /** In one transaction that holds the links from its first look; whoever comes second is told what is now. */
  private async change(reader: Reader, work: (db: Queryable) => Promise<Changed>): Promise<LinksChanged> {
    try {
      return await inTransaction(this.dataSource, async (db) => {
        await holdLinks(db);
        const { id, kind, personIds, gone } = await work(db);
        return { id, kind, people: await this.findPeople.shown(reader, personIds, db), gone };
      });
    } catch (error) {
      if (!(error instanceof PeopleChanged)) throw error;
      const people = await this.findPeople.shown(reader, error.personIds, this.dataSource);
      throw new DomainError('people-changed', error.message, { people }, { cause: error });
    }
  }

  private async checkVisible(reader: Reader, identityIds: readonly string[], db: Queryable): Promise<void> {
    const seen: object[] = await db.query(
      `select from identity i where i.id = any($1::uuid[]) and ${identityVisibleTo('i', '$2')}`,
      [identityIds, reader.accountGroupIds],
    );
    if (seen.length === new Set(identityIds).size) return;
    throw new DomainError('unknown-reference', 'Nothing was changed: this person has no such address.', {
      reason: 'no-such-address',
    });
  }
}

const seenBy = (
  { accountGroupIds }: Reader,
  personIds: readonly string[],
  versions: Readonly<Record<string, number>>,
): SeenVersions => {
  const missing = personIds.find((id) => versions[id] === undefined);
  if (missing === undefined)
    return { versions: Object.fromEntries(personIds.map((id) => [id, versions[id]!])), accountGroupIds };
  throw new DomainError('invalid-request', 'Nothing was changed. versions: one is missing', {
    errors: [{ path: `versions.${missing}`, message: 'Missing: the version that was seen of this person' }],
  });
};
