import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { PassingDrafts } from './passing-drafts.js';

/** Forgets a draft for good, scheduled or not. Its row stays for a while, so that a save that is still under way brings nothing back. */
@Injectable()
export class DiscardDraft {
  constructor(
    private readonly dataSource: DataSource,
    private readonly passing: PassingDrafts,
  ) {}

  async run({ agentId }: Reader, id: string): Promise<void> {
    await this.dataSource.query(
      `insert into draft (agent_id, id, mode, state, device, seq) values ($1, $2, 'reply', 'discarded', '', 0)
       on conflict (agent_id, id) do update set state = 'discarded', content = null, reply = null, upload_ids = '{}', notice = null,
         changed_at = clock_timestamp() where draft.state <> 'sent'`,
      [agentId, id],
    );
    this.passing.tell({ agentId, device: null });
  }
}
