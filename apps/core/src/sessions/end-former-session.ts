import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { hashSecret } from './secrets.js';
import { SessionCookie } from './session-cookie.js';
import { SessionEnds } from './session-ends.js';

/** A new sign-in in the same browser ends the old session instead of leaving it behind. */
@Injectable()
export class EndFormerSession {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cookie: SessionCookie,
    private readonly ends: SessionEnds,
  ) {}

  async run(request: FastifyRequest): Promise<void> {
    const former = this.cookie.read(request);
    if (former !== undefined) await this.ofKey(hashSecret(former));
  }

  /** Ends the session of this key, and its event streams. */
  async ofKey(key: Buffer): Promise<void> {
    await this.dataSource.query('delete from session where id_hash = $1', [key]);
    this.ends.tell(key);
  }
}
