import { uuid } from '@filo/contracts';
import { apiTokenCreate, apiTokenCreated, apiTokenView, type ApiTokenView } from '@filo/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { Answers } from '../http/answers.js';
import { DomainError } from '../http/domain-error.js';
import { exactly } from '../paging/json-times.js';
import { aboveAll, readMarker } from '../paging/page-marker.js';
import { pageOf } from '../paging/page-of.js';
import { listQuery, type ListQuery } from '../paging/page-query.js';
import { holdSignedIn } from '../sessions/hold-signed-in.js';
import { hashSecret, newSecret } from '../sessions/secrets.js';

const tokenList = z.object({ items: z.array(apiTokenView), next: z.string().nullable() });
const columns = `id, name, created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt"`;

/** An agent's own API tokens: they may do what the agent may. */
@Controller('api/v1/tokens')
@SignedIn()
export class ApiTokensController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Answers(200, tokenList)
  async list(
    @AsReader() reader: Reader,
    @Query({ schema: listQuery }) { cursor, limit }: ListQuery,
  ): Promise<z.infer<typeof tokenList>> {
    const rows = (await this.dataSource.query(
      `select ${columns}, ${exactly('created_at')} as "exactAt" from api_token
       where agent_id = $1 and (created_at, id) < ($2::timestamptz, $3::uuid) order by created_at desc, id desc limit $4`,
      [reader.agentId, ...(readMarker(cursor) ?? aboveAll), limit + 1],
    )) as (ApiTokenView & { exactAt: string })[];
    return pageOf(rows, limit);
  }

  /** The token itself is answered once, in `secret`. */
  @Post()
  @Answers(201, apiTokenCreated)
  async create(
    @AsReader() reader: Reader,
    @Body({ schema: apiTokenCreate }) wanted: z.infer<typeof apiTokenCreate>,
  ): Promise<z.infer<typeof apiTokenCreated>> {
    const secret = `filo_${newSecret()}`;
    return this.dataSource.transaction(async (db) => {
      await holdSignedIn(db, reader);
      const [token] = (await db.query(
        `insert into api_token (id, agent_id, name, secret_hash, expires_at) values ($1, $2, $3, $4, $5) returning ${columns}`,
        [uuidv7(), reader.agentId, wanted.name, hashSecret(secret), wanted.expiresAt ?? null],
      )) as [ApiTokenView];
      await recordAudit(db, { agentId: reader.agentId, kind: 'token-made', subjectId: token.id });
      return { ...token, secret };
    });
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<void> {
    await this.dataSource.transaction(async (db) => {
      const [gone] = await db.query(
        `with gone as (delete from api_token where id = $1 and agent_id = $2 returning id) select id from gone`,
        [id, reader.agentId],
      );
      if (!gone) throw new DomainError('not-found', 'You have no API token with this id.');
      await recordAudit(db, { agentId: reader.agentId, kind: 'token-removed', subjectId: id });
    });
  }
}
