import type { MigrationInterface, QueryRunner } from 'typeorm';

const indexes = {
  audit_actor: 'audit (actor_agent_id, at desc, id desc)',
  audit_kind: 'audit (kind, at desc, id desc)',
};

/** The audit page asks for what one agent did, and for kinds that are rare among millions of answers. */
export class AuditIndexes1769700000160 implements MigrationInterface {
  name = 'AuditIndexes1769700000160';
  /** Concurrently, so that answers are recorded meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(indexes))
      await runner.query(`create index concurrently if not exists ${name} on ${on}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(indexes)) await runner.query(`drop index concurrently if exists ${name}`);
  }
}
