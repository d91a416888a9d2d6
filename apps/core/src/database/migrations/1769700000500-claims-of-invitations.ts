import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which form messages say to be of whom an invitation invited, before anything is proven (docs/decisions/0060-going-on-in-private.md). */
export class ClaimsOfInvitations1769700000500 implements MigrationInterface {
  name = 'ClaimsOfInvitations1769700000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table invitation_claim (
        message_id uuid primary key,
        invitation_id uuid not null references invitation,
        -- The mail address that was typed into the form.
        identity_id uuid not null,
        said_at timestamptz not null)`);
    await runner.query('create index invitation_claim_identity on invitation_claim (identity_id)');
    await runner.query('create index invitation_claim_invitation on invitation_claim (invitation_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists invitation_claim');
  }
}
