import { uuid } from '@filo/contracts';
import { personHistory, personHistoryQuery } from '@filo/contracts/http';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { Described } from '../http/described.js';
import { ShowHistory } from './show-history.js';
import { writeCsv } from './write-csv.js';

@Controller('api/v1/people/:id/history')
@SignedIn()
export class HistoryController {
  constructor(private readonly showHistory: ShowHistory) {}

  /** How a person came to be who it is, oldest first; `format=csv` gives the links as a table. */
  @Get()
  @Described(({ ApiProduces }) => ApiProduces('application/json', 'text/csv'))
  @Answers(200, personHistory)
  async read(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: personHistoryQuery }) { format }: z.output<typeof personHistoryQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const history = await this.showHistory.run(reader, id);
    if (format === 'json') {
      void reply.type('application/json; charset=utf-8');
      return JSON.stringify(history);
    }
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="links.csv"');
    return writeCsv(history);
  }
}
