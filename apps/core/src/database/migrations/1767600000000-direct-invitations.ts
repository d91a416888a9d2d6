import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invitations that go out by direct message: their link proves the public account (docs/decisions/0038-invited-by-direct-message.md). */
export class DirectInvitations1767600000000 implements MigrationInterface {
  name = 'DirectInvitations1767600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table proof_request
  -- Of a link mailed to an address that was typed behind a direct message: the link that proved the public account.
  add column account_proof_id uuid references proof_request,
  drop constraint proof_request_purpose_check,
  add constraint proof_request_purpose_check check (purpose in ('confirm-address', 'is-this-you', 'invitation', 'direct-invitation')),
  drop constraint proof_request_invitation_check,
  add constraint proof_request_invitation_check check ((purpose in ('invitation', 'direct-invitation')) = (invitation_id is not null))`);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}
