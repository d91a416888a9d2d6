import type { quarantineReplayed } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { ReplayQuarantined } from '../quarantine/replay-quarantined.js';
import { notWaiting } from './not-waiting.js';
import { QuarantineItems } from './quarantine-items.js';

/** Reads a waiting message once more on the word of an agent, which also releases what was only not trusted. */
@Injectable()
export class ReplayItem {
  constructor(
    private readonly dataSource: DataSource,
    private readonly items: QuarantineItems,
    private readonly replayQuarantined: ReplayQuarantined,
  ) {}

  async run(reader: Reader, id: string): Promise<z.infer<typeof quarantineReplayed>> {
    const { state } = await this.items.one(reader, id);
    if (state === 'released' || state === 'discarded') {
      throw notWaiting(state);
    }
    await recordAudit(this.dataSource, {
      agentId: reader.agentId,
      kind: 'quarantine-replayed',
      subjectId: id,
    });
    const { ok, reason } = await this.replayQuarantined.run(id);
    return { ok, reason, item: await this.items.one(reader, id) };
  }
}
