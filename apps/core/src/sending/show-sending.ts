import type { Sending } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Says whether sending is held, and how many sends wait for their receipt or for their turn. */
@Injectable()
export class ShowSending {
  constructor(private readonly dataSource: DataSource) {}

  async run(): Promise<Sending> {
    const [row] = (await this.dataSource.query(
      `select exists (select from workspace where sending_held) as held,
         (select count(*)::int from (select from outbox where done_at is null limit 1000) o) as waiting`,
    )) as Sending[];
    return row ?? { held: false, waiting: 0 };
  }
}
