import type { TagView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** Tags as everybody sees them, archived ones too: they stand on threads still. */
@Injectable()
export class ShowTags {
  constructor(private readonly dataSource: DataSource) {}

  async all(): Promise<TagView[]> {
    return (await this.dataSource.query(`${reading} order by lower(g.name), g.id`)) as TagView[];
  }

  async one(id: string, db: Queryable): Promise<TagView> {
    const [tag] = (await db.query(`${reading} where g.id = $1`, [id])) as TagView[];
    if (!tag) throw new DomainError('not-found', 'There is no tag with this id.', { reason: 'no-such-tag' });
    return tag;
  }
}

const reading = `
select g.id, g.name, g.colour, g.archived_at is not null as archived, g.version from tag g`;
