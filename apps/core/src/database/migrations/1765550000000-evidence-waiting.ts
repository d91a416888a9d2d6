import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What ingest has seen that links may follow from; the worker takes it up after the commit, and it is gone. */
export class EvidenceWaiting1765550000000 implements MigrationInterface {
  name = 'EvidenceWaiting1765550000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table evidence_waiting (
  id uuid primary key,
  -- 'ask': mail the owner of the identity a one-time link. 'join': link both identities by this evidence.
  kind text not null check (kind in ('ask', 'join')),
  identity_id uuid not null,
  other_identity_id uuid,
  evidence jsonb,
  account_group_id uuid not null,
  due_at timestamptz not null default now(),
  check ((kind = 'join') = (other_identity_id is not null and evidence is not null))
);
create index evidence_waiting_due on evidence_waiting (due_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table evidence_waiting');
  }
}
