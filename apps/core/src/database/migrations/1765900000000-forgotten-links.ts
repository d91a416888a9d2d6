import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A send that holds a secret, as a one-time link is, forgets it once it has left. */
export class ForgottenLinks1765900000000 implements MigrationInterface {
  name = 'ForgottenLinks1765900000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [column, forgetting]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

const column = `
alter table outbox
  -- Takes the place of the text when nothing can make the row leave once more.
  add column text_after text`;

const forgetting = `
update outbox o set payload = jsonb_set(o.payload, '{text}', to_jsonb(m.text))
from delivery d join message m on m.id = d.message_id
where o.delivery_id = d.id and d.state in ('sent', 'delivered', 'bounced', 'failed')
  and exists (select from proof_request p where p.message_id = m.id)`;
