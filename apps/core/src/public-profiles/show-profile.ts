import { Bus, TemporaryError } from '@filo/bus';
import { readProfile, type PublicProfile } from '@filo/contracts';
import type { ProfileShown, PublicProfileView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { ConnectorNames } from '../accounts/connector-names.js';
import { findLookedAt, type LookedAt } from './find-looked-at.js';
import { KeepProfile, type KeptProfile } from './keep-profile.js';

type Absent = NonNullable<ProfileShown['absent']>;
type Told = { kept: KeptProfile } | { absent: Absent };

/** Longer than the connector takes at most. */
const answerMs = 12_000;

/**
 * How somebody shows themselves on their network, when an agent wants to see it: as it was read within the last minutes, else asked
 * for now, once for all who ask at the same time. What cannot be asked is absent, with the reason; it is no error of the page.
 */
@Injectable()
export class ShowProfile {
  readonly #underWay = new Map<string, Promise<Told>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
    private readonly connectors: ConnectorNames,
    private readonly keep: KeepProfile,
  ) {}

  async run(reader: Reader, id: string): Promise<ProfileShown> {
    const found = await findLookedAt(this.dataSource, reader, id);
    const { identityId, account } = found;
    if (account === null) return { identityId, channel: null, profile: null, absent: noAccount };
    const { channel } = account;
    const told = await this.#once(found, account);
    if ('absent' in told) return { identityId, channel, profile: null, absent: told.absent };
    return { identityId, channel, profile: await this.#view(identityId, told.kept), absent: null };
  }

  #once(found: LookedAt, account: NonNullable<LookedAt['account']>): Promise<Told> {
    const key = `${found.identityId} ${account.id}`;
    const work =
      this.#underWay.get(key) ?? this.#tell(found, account).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, work);
    return work;
  }

  /** Both within one turn: who looked just before the network was asked does not ask it once more just after. */
  async #tell(found: LookedAt, account: NonNullable<LookedAt['account']>): Promise<Told> {
    const kept = await this.keep.fresh(found.identityId, account.id);
    return kept ? { kept } : this.#ask(found, account);
  }

  async #ask(found: LookedAt, { id, channel }: NonNullable<LookedAt['account']>): Promise<Told> {
    const { kind, key, handle } = found;
    const identity = { kind, key, ...(handle !== null && { handle }) };
    try {
      const answer = await this.bus.ask.ask({
        subject: readProfile.subject(this.connectors.of(channel)),
        question: readProfile,
        request: { channel, accountId: id, identity },
        timeoutMs: answerMs,
      });
      if (!answer.ok) return { absent: { code: answer.code, message: answer.message, why: answer.why } };
      return { kept: await this.keep.run(found, answer.profile) };
    } catch (error) {
      if (error instanceof TemporaryError) return { absent: noConnector };
      throw error;
    }
  }

  async #view(identityId: string, { profile, readAt }: KeptProfile): Promise<PublicProfileView> {
    const [photo] = (await this.dataSource.query(
      `select version from channel_photo where identity_id = $1 and url = $2`,
      [identityId, profile.avatarUrl ?? ''],
    )) as { version: string }[];
    return { ...viewOf(profile), photo: photo?.version ?? null, readAt };
  }
}

const viewOf = ({ avatarUrl: _, ...profile }: PublicProfile) => ({
  name: profile.name ?? null,
  handle: profile.handle ?? null,
  bio: profile.bio,
  followers: profile.followers ?? null,
  following: profile.following ?? null,
  posts: profile.posts ?? null,
  isProtected: profile.isProtected,
  recentPosts: profile.recentPosts.map((post) => ({ ...post, permalink: post.permalink ?? null })),
});

const noAccount: Absent = {
  code: 'no-account',
  message: 'No account of ours that is at work can look at this profile. It can be seen on its network.',
};

const noConnector: Absent = {
  code: 'no-connector',
  message:
    'The service that speaks with this network does not answer. Nothing else is affected; try again in a moment.',
};
