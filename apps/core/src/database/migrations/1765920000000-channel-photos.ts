import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos that channels name for the identities of their users, and what we fetched of them. */
export class ChannelPhotos1765920000000 implements MigrationInterface {
  name = 'ChannelPhotos1765920000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

const table = `
create table channel_photo (
  identity_id uuid primary key references identity,
  -- Another one for another address: browsers keep what they have by it.
  version uuid not null,
  url text not null,
  -- The time of the message that named it.
  said_at timestamptz not null,
  photo_sha256 text,
  media_type text,
  fetched_at timestamptz,
  -- Of the last attempt, whatever became of it.
  tried_at timestamptz,
  check ((photo_sha256 is null) = (media_type is null))
);
create index channel_photo_blob on channel_photo (photo_sha256) where photo_sha256 is not null`;
