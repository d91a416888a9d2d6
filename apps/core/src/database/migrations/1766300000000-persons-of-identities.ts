import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who an identity is stands in the index itself: ingest asks it of every author, and reads no page of `link` for it. */
export class PersonsOfIdentities1766300000000 implements MigrationInterface {
  name = 'PersonsOfIdentities1766300000000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  up(runner: QueryRunner): Promise<void> {
    return replace(runner, 'include (person_id)');
  }

  down(runner: QueryRunner): Promise<void> {
    return replace(runner, '');
  }
}

const replace = async (runner: QueryRunner, more: string): Promise<void> => {
  // What a run that was broken off has left is of no use.
  await runner.query('drop index concurrently if exists link_current_next');
  await runner.query(
    `create unique index concurrently link_current_next on link (identity_id) ${more} where withdrawn_at is null`,
  );
  // In one go, so that nothing ever lets an identity have two persons.
  await runner.query('drop index link_current; alter index link_current_next rename to link_current');
};
