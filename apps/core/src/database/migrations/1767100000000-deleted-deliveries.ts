import type { MigrationInterface, QueryRunner } from 'typeorm';

const states = ['queued', 'sending', 'sent', 'delivered', 'unknown', 'failed', 'bounced', 'cancelled'];
const oneOf = (all: readonly string[]) => all.map((state) => `'${state}'`).join(', ');

/** A public answer may be taken back, and may stand at its network as several posts. */
export class DeletedDeliveries1767100000000 implements MigrationInterface {
  name = 'DeletedDeliveries1767100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table delivery add column external_ids text[], add column deleted_by uuid references agent,
        drop constraint delivery_state_check,
        add constraint delivery_state_check check (state in (${oneOf([...states, 'deleted'])})) not valid`);
    await runner.query('alter table delivery validate constraint delivery_state_check');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update delivery set state = 'cancelled' where state = 'deleted';
      alter table delivery drop column external_ids, drop column deleted_by,
        drop constraint delivery_state_check,
        add constraint delivery_state_check check (state in (${oneOf(states)}))`);
  }
}
