import {
  signatureVariables,
  type signatureCreate,
  type signaturePatch,
  type SignatureView,
} from '@filo/contracts/http';
import { blanksIn } from '@filo/text-limits';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { noSuchTeam } from '../teams/check-team.js';
import { ShowSignatures } from './show-signatures.js';

/** More than anybody keeps up to date, however many teams and languages. */
const signaturesMax = 500;

interface Place {
  teamId: string | null;
  language: string | null;
}

/** Makes and changes signatures, takes them out of use and brings them back. */
@Injectable()
export class SaveSignature {
  constructor(
    private readonly dataSource: DataSource,
    private readonly showSignatures: ShowSignatures,
  ) {}

  make(reader: Reader, { text, ...place }: z.output<typeof signatureCreate>): Promise<SignatureView> {
    refuseUnknownVariables(text);
    return inTransaction(this.dataSource, async (db) => {
      const id = uuidv7();
      await needFreePlace(db, { id, ...place });
      await db.query('insert into signature (id, team_id, language, text) values ($1, $2, $3, $4)', [
        ...[id, place.teamId, place.language, text],
      ]);
      await recordAudit(db, {
        ...{ agentId: reader.agentId, kind: 'signature-made', subjectId: id, data: place },
      });
      return this.showSignatures.one(id, db);
    });
  }

  change(reader: Reader, id: string, patch: z.output<typeof signaturePatch>): Promise<SignatureView> {
    const { version, ...changes } = patch;
    if (changes.text !== undefined) refuseUnknownVariables(changes.text);
    return inTransaction(this.dataSource, async (db) => {
      const [stored] = (await db.query(
        `select team_id as "teamId", removed_at is not null as removed from signature where id = $1 for no key update`,
        [id],
      )) as { teamId: string | null; removed: boolean }[];
      const before = await this.showSignatures.one(id, db);
      if (before.version !== version) throw changed(before);
      const after = { ...before, ...stored!, ...changes };
      if (!after.removed) await needFreePlace(db, { ...after, id });
      await db.query(
        `update signature set team_id = $2, language = $3, text = $4, version = version + 1, changed_at = now(),
           removed_at = case when $5 then coalesce(removed_at, now()) end where id = $1`,
        [id, after.teamId, after.language, after.text, after.removed],
      );
      await recordAudit(db, {
        ...{ agentId: reader.agentId, kind: 'signature-changed', subjectId: id },
        data: { teamId: after.teamId, language: after.language, removed: after.removed },
      });
      return this.showSignatures.one(id, db);
    });
  }
}

const changed = (signature: SignatureView): DomainError =>
  new DomainError(
    'conflict',
    'Nothing was changed: somebody else changed this signature meanwhile. Look at how it is now, and say it again.',
    { reason: 'signature-changed', signature },
  );

const known = new Set<string>(signatureVariables);

/** What nobody fills in would leave with every answer. */
const refuseUnknownVariables = (text: string): void => {
  const unknown = blanksIn(text).find(({ name }) => !known.has(name));
  if (!unknown) return;
  const message = `{{${unknown.name}}} is nothing that Filo can fill in`;
  throw new DomainError('invalid-request', `Nothing was stored: ${message}.`, {
    errors: [{ path: 'text', message }],
  });
};

/** One per team and language; the lock keeps two admins from taking a place at once. */
const needFreePlace = async (
  db: Queryable,
  { id, teamId, language }: Place & { id: string },
): Promise<void> => {
  await db.query(`select pg_advisory_xact_lock(hashtextextended('filo signatures', 0))`);
  if (teamId !== null) {
    const [team] = await db.query('select from team where id = $1 and removed_at is null for share', [
      teamId,
    ]);
    if (!team) throw noSuchTeam();
  }
  const [found] = (await db.query(
    `select count(*)::int as count,
       coalesce(bool_or(team_id is not distinct from $2 and lower(language) is not distinct from lower($3)), false) as taken
     from signature where removed_at is null and id <> $1`,
    [id, teamId, language],
  )) as [{ count: number; taken: boolean }];
  if (found.taken)
    throw new DomainError(
      'conflict',
      'Nothing was stored: there is a signature for this team and language already. Change that one.',
      { reason: 'signature-taken' },
    );
  if (found.count >= signaturesMax)
    throw new DomainError('conflict', `Nothing was stored: there are ${signaturesMax} signatures already.`);
};
