import { Turns } from '@filo/service';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FetchPublic, FetchRefused } from '../outbound/fetch-public.js';
import { retryAfter } from './channel-photo-of.js';
import { photoType } from './photo-type.js';
import { StorePhoto, type StoredPhoto } from './store-photo.js';

const bytesMax = 2 * 1024 * 1024;
/** Other servers that are asked at once. */
const atOnce = 4;
/** A photo is looked at anew after this time, for the same address may show another face. */
const freshFor = `interval '7 days'`;

export interface ChannelPhoto {
  identityId: string;
  version: string;
  url: string;
  kept: StoredPhoto | undefined;
}

/**
 * Gets the photo that a channel named, when somebody wants to see it: what we have while it is fresh, else what the other
 * side shows now, else what we had. Each photo is fetched once for all who ask at the same time.
 */
@Injectable()
export class FetchChannelPhoto {
  readonly #turns = new Turns(atOnce);
  readonly #underWay = new Map<string, Promise<StoredPhoto | undefined>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly fetchPublic: FetchPublic,
    private readonly storePhoto: StorePhoto,
  ) {}

  async run(photo: ChannelPhoto): Promise<StoredPhoto | undefined> {
    const { version, kept } = photo;
    let work = this.#underWay.get(version);
    if (!work) {
      work = this.#turns.take(() => this.#refresh(photo)).finally(() => this.#underWay.delete(version));
      this.#underWay.set(version, work);
    }
    return (await work) ?? kept;
  }

  /** Undefined when it need not or cannot be had now. */
  async #refresh({ identityId, version, url }: ChannelPhoto): Promise<StoredPhoto | undefined> {
    const mine: object[] = await this.dataSource.query(claiming, [identityId, version]);
    if (mine.length === 0) return this.#kept(identityId, version);
    const content = await this.#fetch(url);
    if (!content) return undefined;
    const stored = await this.storePhoto.keep(content);
    await this.dataSource.query(
      `update channel_photo set photo_sha256 = $3, media_type = $4, fetched_at = now() where identity_id = $1 and version = $2`,
      [identityId, version, stored.sha256, stored.mediaType],
    );
    return stored;
  }

  /** Whoever fetched it may have been done a moment ago. */
  async #kept(identityId: string, version: string): Promise<StoredPhoto | undefined> {
    const [kept] = (await this.dataSource.query(
      `select photo_sha256 as sha256, media_type as "mediaType" from channel_photo
       where identity_id = $1 and version = $2 and photo_sha256 is not null`,
      [identityId, version],
    )) as StoredPhoto[];
    return kept;
  }

  async #fetch(url: string): Promise<Buffer | undefined> {
    try {
      const content = await this.fetchPublic.run(url, bytesMax);
      return photoType(content) === undefined ? undefined : content;
    } catch (error) {
      if (error instanceof FetchRefused) return undefined;
      throw error;
    }
  }
}

/** Of several processes one fetches. */
const claiming = `
with claimed as (
  update channel_photo set tried_at = now()
  where identity_id = $1 and version = $2 and (tried_at is null or tried_at < now() - ${retryAfter})
    and (fetched_at is null or fetched_at < now() - ${freshFor})
  returning identity_id)
select identity_id from claimed`;
