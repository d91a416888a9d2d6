import type { SessionView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FindReader } from '../access/find-reader.js';
import type { Reader } from '../access/reader.js';
import { DomainError } from '../http/domain-error.js';
import { hashSecret } from './secrets.js';

/** Who is signed in, and where. */
@Injectable()
export class ShowSession {
  constructor(
    private readonly dataSource: DataSource,
    private readonly findReader: FindReader,
  ) {}

  async run(reader: Reader): Promise<SessionView> {
    const [workspace] = (await this.dataSource.query('select name from workspace')) as { name: string }[];
    const { agentId: id, name, email, role, timeZone } = reader;
    return { agent: { id, name, email, role, timeZone }, organisation: { name: workspace?.name ?? 'Filo' } };
  }

  /** Of a session that was just opened. */
  async ofSecret(secret: string): Promise<SessionView> {
    const reader = await this.findReader.bySession(hashSecret(secret));
    if (!reader) throw new DomainError('not-signed-in', 'The session ended at once. Sign in again.');
    return this.run(reader);
  }
}
