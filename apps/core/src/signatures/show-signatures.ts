import type { SignatureView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** Signatures as they are written. */
@Injectable()
export class ShowSignatures {
  constructor(private readonly dataSource: DataSource) {}

  /** Those in use. One of a team that was removed shows no more, and comes back with it. */
  async all(): Promise<SignatureView[]> {
    return (await this.dataSource.query(
      `${reading} where s.removed_at is null and (s.team_id is null or t.removed_at is null)
       order by s.team_id is not null, lower(t.name), t.id, s.language nulls first, s.id`,
    )) as SignatureView[];
  }

  /** Also one that can be brought back. */
  async one(id: string, db: Queryable): Promise<SignatureView> {
    const [signature] = (await db.query(`${reading} where s.id = $1`, [id])) as SignatureView[];
    if (!signature) throw new DomainError('not-found', 'There is no signature with this id.');
    return signature;
  }
}

const reading = `
select s.id, s.language, s.text, s.version,
  case when t.id is not null then json_build_object('id', t.id, 'name', t.name, 'colour', t.colour) end as team
from signature s left join team t on t.id = s.team_id`;
