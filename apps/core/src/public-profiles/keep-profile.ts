import type { PublicProfile } from '@filo/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import { nameHandles } from '../people/name-handles.js';
import { namePhotos } from '../photos/name-photos.js';
import { projectThreads } from '../threads/project-threads.js';
import type { LookedAt } from './find-looked-at.js';

export interface KeptProfile {
  profile: PublicProfile;
  readAt: string;
}

/** How long a profile is shown without asking anew. */
const freshFor = `interval '15 minutes'`;

/** Profiles that were read a short while ago, and what they tell of an identity that holds beyond. */
@Injectable()
export class KeepProfile {
  constructor(private readonly dataSource: DataSource) {}

  async fresh(identityId: string, accountId: string): Promise<KeptProfile | undefined> {
    const [kept] = (await this.dataSource.query(
      `select profile, to_json(read_at) #>> '{}' as "readAt" from public_profile
       where identity_id = $1 and account_id = $2 and read_at > now() - ${freshFor}`,
      [identityId, accountId],
    )) as KeptProfile[];
    return kept;
  }

  /** A newer handle is the identity's own from now on, and a newer picture its photo. */
  run({ identityId, personId, account }: LookedAt, profile: PublicProfile): Promise<KeptProfile> {
    return inTransaction(this.dataSource, async (db) => {
      const [row] = (await db.query(
        `insert into public_profile (identity_id, account_id, profile) values ($1, $2, $3)
         on conflict (identity_id, account_id) do update set profile = excluded.profile, read_at = now()
         returning to_json(read_at) #>> '{}' as "readAt"`,
        [identityId, account!.id, JSON.stringify(profile)],
      )) as { readAt: string }[];
      const at = row!.readAt;
      const { avatarUrl: url, handle = profile.handleLapsed ? null : undefined } = profile;
      if (url !== undefined) await namePhotos(db, [{ identityId, url, at }]);
      const named = handle === undefined ? [] : await nameHandles(db, [{ identityId, handle, at }]);
      if (named.length > 0 && personId !== null)
        await projectThreads(db, { personIds: [personId], bump: false });
      return { profile, readAt: at };
    });
  }
}
