import type { PersonHistory } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { evidenceWords } from '../people/links/evidence-words.js';
import type { Evidence } from '../people/links/link-change.js';
import { FindPerson } from '../people-pages/find-person.js';
import { readableActor } from './readable-actor.js';
import { historyOf } from './read-history.js';

type Raw<Entry extends { evidence: string }> = Omit<Entry, 'evidence'> & { evidence: Evidence };

/** How a person came to be who it is: every link and its withdrawal, every merge, split and undo. */
@Injectable()
export class ShowHistory {
  constructor(
    private readonly dataSource: DataSource,
    private readonly findPerson: FindPerson,
  ) {}

  async run(reader: Reader, id: string): Promise<PersonHistory> {
    const personId = await this.findPerson.run(reader, id);
    const [found] = (await this.dataSource.query(historyOf, [
      personId,
      reader.accountGroupIds,
      reader.agentId,
    ])) as [
      { links: Raw<PersonHistory['links'][number]>[]; changes: Raw<PersonHistory['changes'][number]>[] },
    ];
    return {
      links: found.links.map((link) => ({
        ...link,
        evidence: evidenceWords(link.evidence),
        actor: readableActor(link.actor),
        withdrawn: link.withdrawn && { ...link.withdrawn, actor: readableActor(link.withdrawn.actor) },
      })),
      changes: found.changes.map((change) => ({
        ...change,
        evidence: evidenceWords(change.evidence),
        actor: readableActor(change.actor),
      })),
    };
  }
}
