import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That an answer must be asked an OK for anew, as whoever tried to give it was told (docs/decisions/0043-second-pair-of-eyes.md). */
export class OkAskAnew1768800200000 implements MigrationInterface {
  name = 'OkAskAnew1768800200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ok_request add column ask_anew boolean not null default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ok_request drop column ask_anew');
  }
}
