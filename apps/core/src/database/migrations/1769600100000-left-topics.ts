import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who takes over stays written down for as long as an agent is gone, since topics may come back to them later. Of those who were let go
 * before this, the audit says it.
 */
export class LeftTopics1769600100000 implements MigrationInterface {
  name = 'LeftTopics1769600100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
update agent a set hand_over_by = coalesce(gone.by, a.id), hand_over_to = gone.taker
from agent b left join lateral (
  select t.actor_agent_id as by, (t.data ->> 'handOverTo')::uuid as taker from audit t
  where t.subject_id = b.id and t.kind = 'agent-deactivated' order by t.at desc limit 1) gone on true
where b.id = a.id and a.disabled_at is not null and a.hand_over_by is null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
update agent a set hand_over_by = null, hand_over_to = null
where a.disabled_at is not null and not exists (select from topic t where t.assignee_id = a.id and t.state <> 'closed')`);
  }
}
