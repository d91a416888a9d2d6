import type { Lesson, LessonPatch } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { DomainError } from '../http/domain-error.js';
import { auditedChanges } from '../undoing/audited-changes.js';
import { refuseOvertaken } from '../undoing/refuse-overtaken.js';
import type { Undoing } from '../undoing/undoing.js';
import { readLines } from './list-lessons.js';

/** An admin forgets a line that was learnt, takes that back, or lets it lower grave posts, too. It holds for posts that are weighed from now on. */
@Injectable()
export class DecideLesson {
  constructor(private readonly dataSource: DataSource) {}

  run(reader: Reader, id: string, { state, undoing }: LessonPatch & { undoing: Undoing }): Promise<Lesson> {
    return inTransaction(this.dataSource, async (db) => {
      const [was] = (await db.query(locking, [reader.accountGroupIds, id])) as Pick<
        Lesson,
        'state' | 'direction'
      >[];
      if (!was) throw new DomainError('not-found', 'There is no line with this id that you may see.');
      const thing = { subjectId: id, kinds: ['lesson-decided'], key: 'state' } as const;
      if (undoing.undoes !== undefined)
        refuseOvertaken(reader, undoing, {
          ...{ what: 'lesson', changes: await auditedChanges(db, thing), back: state },
        });
      if (was.state !== state) {
        await db.query(deciding, [id, state, reader.agentId]);
        const data = { state, from: was.state, direction: was.direction, ...undoing.noted };
        undoing.made(
          await recordAudit(db, { agentId: reader.agentId, kind: 'lesson-decided', subjectId: id, data }),
        );
      }
      const [line] = await readLines(db, reader, id);
      return line!;
    });
  }
}

const locking = `select l.state, l.direction from severity_lesson l where l.id = $2 and ${visibleTo('l', '$1')} for no key update`;

const deciding = `update severity_lesson set state = $2, decided_by = $3, decided_at = now() where id = $1`;
