import { identityVisibleTo } from '../access/visible-to.js';

/** A photo that could not be had is asked for again after this time, and until then there is none. */
export const retryAfter = `interval '1 hour'`;

export const canBeHad = (photo: string): string =>
  `(${photo}.photo_sha256 is not null or ${photo}.tried_at is null or ${photo}.tried_at < now() - ${retryAfter})`;

/** The photo that a channel named last for an identity of the person that the reader sees; one that cannot be had comes last. */
export const namedPhoto = (person: string, groups: string): string => `(
  select named.*, depicted.kind, ${canBeHad('named')} as can_be_had
  from link shown join channel_photo named on named.identity_id = shown.identity_id
  join identity depicted on depicted.id = named.identity_id
  where shown.person_id = ${person} and shown.withdrawn_at is null and ${identityVisibleTo('depicted', groups)}
  order by can_be_had desc, named.said_at desc, named.identity_id limit 1)`;
