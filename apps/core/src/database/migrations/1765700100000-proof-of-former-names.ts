import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Finds the message that each name and each fact was said in, and takes its proof. A migration of its own: the one before locks
 * its tables to the end, this one only rows, in the order in which ingest locks them.
 */
export class ProofOfFormerNames1765700100000 implements MigrationInterface {
  name = 'ProofOfFormerNames1765700100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
update identity i set name_proven = true
from (select said.id from identity said where said.name_at is not null and exists (
    select from message m where m.anchor_identity_id = said.id and m.sort_at = said.name_at
      and m.author_identity_id = said.id and m.direction = 'inbound' and m.proof = 'proven')
  order by said.kind, said.key for no key update) proven
where i.id = proven.id;
update fact f set claimed = true where f.actor = 'author' and not exists (
  select from message m where m.anchor_identity_id = f.identity_id and m.sort_at = f.at
    and m.author_identity_id = f.identity_id and m.channel = f.source and m.proof = 'proven')`);
  }

  async down(): Promise<void> {
    // The columns go with the migration that made them.
  }
}
