import type { MergeUndoPreview } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { undonePersons } from '../people/links/undo-change.js';
import { promiseVisible } from '../promises/promise-json.js';
import { checkSeen } from './check-seen.js';
import { partOf } from './person-part.js';

type Part = MergeUndoPreview['people'][number];

/** Says what undoing a merge would move back, as far as the reader may see, and changes nothing. */
@Injectable()
export class PreviewUndo {
  constructor(private readonly dataSource: DataSource) {}

  async run(reader: Reader, changeId: string): Promise<MergeUndoPreview> {
    await checkSeen(this.dataSource, reader, { kind: 'merge', changeId });
    const { before, after } = await undonePersons(this.dataSource, { kind: 'merge', changeId });
    const held = new Set(before.values());
    const ids = [...new Set(after.values())].sort((a, b) => Number(held.has(b)) - Number(held.has(a)));
    const people = await Promise.all(
      ids.map(async (id) => ({
        ...(await this.part(reader, { id, identityIds: membersOf(after, id) })),
        keeps: held.has(id),
      })),
    );
    const shown = people.filter(({ identities }) => identities.length > 0);
    return { hidden: shown.length < people.length, people: shown };
  }

  private async part(
    reader: Reader,
    { id, identityIds }: { id: string; identityIds: string[] },
  ): Promise<Omit<Part, 'keeps'>> {
    const [part] = (await this.dataSource.query(partOf, [identityIds, reader.accountGroupIds])) as [
      Omit<Part, 'id' | 'version' | 'drafts' | 'promises' | 'keeps'>,
    ];
    const [kept] = (await this.dataSource.query(keptOf, [
      identityIds,
      reader.accountGroupIds,
      reader.agentId,
    ])) as [Pick<Part, 'drafts' | 'promises'>];
    return { id, version: 0, ...part, ...kept };
  }
}

const membersOf = (persons: ReadonlyMap<string, string>, person: string): string[] =>
  [...persons].filter(([, id]) => id === person).map(([identity]) => identity);

const keptOf = `
select (select count(*)::int from draft d where d.anchor_identity_id = any($1::uuid[]) and d.agent_id = $3
    and d.state in ('open', 'scheduled') and d.content is not null) as drafts,
  (select count(*)::int from promise p where p.anchor_identity_id = any($1::uuid[]) and p.state = 'open'
    and ${promiseVisible('$2')}) as promises`;
