import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { identityVisibleTo } from '../access/visible-to.js';
import { BlobStore } from '../blobs/blob-store.js';
import { DomainError } from '../http/domain-error.js';
import { namedPhoto } from './channel-photo-of.js';
import { FetchChannelPhoto, type ChannelPhoto } from './fetch-channel-photo.js';
import { newestPhoto } from './photo-of.js';
import type { StoredPhoto } from './store-photo.js';

/** Sends the photo of a person to whoever may see it. */
@Injectable()
export class SendPhoto {
  constructor(
    private readonly dataSource: DataSource,
    private readonly blobs: BlobStore,
    private readonly fetchChannelPhoto: FetchChannelPhoto,
  ) {}

  async run(reader: Reader, personId: string, reply: FastifyReply): Promise<void> {
    const photo = (await this.uploaded(reader, personId)) ?? (await this.ofChannel(reader, personId));
    if (!photo) throw new DomainError('not-found', 'There is no photo of this person that you may see.');
    await this.#send(photo, reply);
  }

  /** The photo that the channel of an identity names, whatever an agent gave for its person. */
  async ofIdentity(reader: Reader, identityId: string, reply: FastifyReply): Promise<void> {
    const named = (await this.dataSource.query(
      `select ${channelPhoto} from channel_photo photo join identity i on i.id = photo.identity_id
       where i.id = $1 and ${identityVisibleTo('i', '$2')}`,
      [identityId, reader.accountGroupIds],
    )) as FoundPhoto[];
    const photo = await this.#fetched(named[0]);
    if (!photo) throw new DomainError('not-found', 'There is no photo at this address that you may see.');
    await this.#send(photo, reply);
  }

  async #send(photo: StoredPhoto, reply: FastifyReply): Promise<void> {
    const bytes = await this.blobs.open(photo.sha256);
    await reply
      .headers({
        'content-type': photo.mediaType,
        'content-disposition': 'inline',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, max-age=3600',
      })
      .send(bytes);
  }

  private async uploaded(reader: Reader, personId: string): Promise<StoredPhoto | undefined> {
    const [photo] = (await this.dataSource.query(
      `select photo.photo_sha256 as sha256, photo.value as "mediaType" from ${newestPhoto('$1', '$2')} photo`,
      [personId, reader.accountGroupIds],
    )) as StoredPhoto[];
    return photo;
  }

  private async ofChannel(reader: Reader, personId: string): Promise<StoredPhoto | undefined> {
    const [named] = (await this.dataSource.query(
      `select ${channelPhoto} from ${namedPhoto('$1', '$2')} photo`,
      [personId, reader.accountGroupIds],
    )) as FoundPhoto[];
    return this.#fetched(named);
  }

  async #fetched(named: FoundPhoto | undefined): Promise<StoredPhoto | undefined> {
    return named && this.fetchChannelPhoto.run({ ...named, kept: named.kept ?? undefined });
  }
}

type FoundPhoto = Omit<ChannelPhoto, 'kept'> & { kept: StoredPhoto | null };

const channelPhoto = `photo.identity_id as "identityId", photo.version, photo.url, case when photo.photo_sha256 is not null then
  json_build_object('sha256', photo.photo_sha256, 'mediaType', photo.media_type) end as kept`;
