import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reusable answers. What was removed can be brought back. */
export class Scripts1769300000000 implements MigrationInterface {
  name = 'Scripts1769300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table script (
        id uuid primary key,
        owner_agent_id uuid not null references agent,
        shared boolean not null,
        title text not null,
        folder text not null default '',
        -- [{language, text}], the one that is meant by default first.
        words jsonb not null,
        uses integer not null default 0,
        last_used_at timestamptz,
        created_at timestamptz not null default now(),
        changed_at timestamptz not null default now(),
        removed_at timestamptz
      );
      create index script_listed on script (folder, title, id) where removed_at is null;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table script');
  }
}
