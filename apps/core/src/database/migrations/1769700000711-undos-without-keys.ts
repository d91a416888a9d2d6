import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An undo of many threads is known by what it undoes; a key of its own could be one that an agent chooses. */
export class UndosWithoutKeys1769700000711 implements MigrationInterface {
  name = 'UndosWithoutKeys1769700000711';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table bulk_job alter key drop not null');
    await runner.query('update bulk_job set key = null where undoes_id is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`update bulk_job set key = 'undo ' || undoes_id || ' ' || id where key is null`);
    await runner.query('alter table bulk_job alter key set not null');
  }
}
