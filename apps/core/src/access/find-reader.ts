import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { queryPrepared } from '../database/pg-session.js';
import { hashSecret } from '../sessions/secrets.js';
import { SessionCookie } from '../sessions/session-cookie.js';
import { readerColumns } from './read-agent.js';
import type { Reader } from './reader.js';

/** Finds who asks, by `Authorization: Bearer` or the session cookie. Undefined when neither is valid now. */
@Injectable()
export class FindReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cookie: SessionCookie,
  ) {}

  async run(request: FastifyRequest): Promise<Reader | undefined> {
    const bearer = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) return this.byToken(hashSecret(bearer));
    const secret = this.cookie.read(request);
    return secret === undefined ? undefined : this.bySession(hashSecret(secret));
  }

  /** Use moves the end of a session, at most once a minute, up to 30 days after sign-in. */
  async bySession(key: Buffer): Promise<Reader | undefined> {
    const [reader] = (await queryPrepared(
      this.dataSource,
      `with found as (select id_hash, agent_id, last_seen_at from session where id_hash = $1 and expires_at > now()),
       seen as (
         update session s set last_seen_at = now(),
           expires_at = least(s.created_at + interval '30 days', now() + interval '7 days')
         from found where s.id_hash = found.id_hash and found.last_seen_at < now() - interval '1 minute'),
       who as (
         update agent w set last_seen_at = now() from found
         where w.id = found.agent_id and coalesce(w.last_seen_at, 'epoch') < now() - interval '1 minute')
       select ${readerColumns}, found.id_hash as "sessionKey"
       from found join agent a on a.id = found.agent_id where a.disabled_at is null`,
      [key],
    )) as Reader[];
    return reader;
  }

  private async byToken(key: Buffer): Promise<Reader | undefined> {
    const [reader] = (await queryPrepared(
      this.dataSource,
      `with found as (
         select id, agent_id, last_used_at from api_token
         where secret_hash = $1 and (expires_at is null or expires_at > now())),
       used as (
         update api_token t set last_used_at = now() from found
         where t.id = found.id and coalesce(found.last_used_at, 'epoch') < now() - interval '1 minute')
       select ${readerColumns} from found join agent a on a.id = found.agent_id where a.disabled_at is null`,
      [key],
    )) as Reader[];
    return reader;
  }
}
