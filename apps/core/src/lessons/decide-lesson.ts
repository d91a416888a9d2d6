import type { Lesson, LessonPatch } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { DomainError } from '../http/domain-error.js';
import { readLines } from './list-lessons.js';

/** An admin forgets a line that was learnt, takes that back, or lets it lower grave posts, too. It holds for posts that are weighed from now on. */
@Injectable()
export class DecideLesson {
  constructor(private readonly dataSource: DataSource) {}

  run(reader: Reader, id: string, { state }: LessonPatch): Promise<Lesson> {
    return inTransaction(this.dataSource, async (db) => {
      const changed = (await db.query(deciding, [reader.accountGroupIds, id, state, reader.agentId])) as {
        phrase: string;
      }[];
      const [line] = await readLines(db, reader, id);
      if (!line) throw new DomainError('not-found', 'There is no line with this id that you may see.');
      if (changed.length > 0)
        await recordAudit(db, {
          ...{ agentId: reader.agentId, kind: 'lesson-decided', subjectId: id },
          data: { state, direction: line.direction },
        });
      return line;
    });
  }
}

const deciding = `
with decided as (
  update severity_lesson l set state = $3, decided_by = $4, decided_at = now()
  where l.id = $2 and l.state <> $3 and ${visibleTo('l', '$1')} returning l.phrase)
select phrase from decided`;
