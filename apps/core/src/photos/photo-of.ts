import { factVisibleTo } from '../access/visible-to.js';
import { namedPhoto } from './channel-photo-of.js';

/** The newest word of an agent on the photo of a person, if it is a photo; what forms call a photo is text. */
export const newestPhoto = (person: string, groups: string): string => `(
  select * from (
    select f.id, f.identity_id, f.value, f.photo_sha256
    from link pictured join fact f on f.identity_id = pictured.identity_id and f.field = 'photo'
    where pictured.person_id = ${person} and pictured.withdrawn_at is null and f.actor <> 'author'
      and ${factVisibleTo('f', groups)}
    order by f.at desc, f.id desc limit 1) newest
  where newest.photo_sha256 is not null)`;

/** `photoVersion` of the contracts for a person: of the photo that an agent gave, else of the channel's. */
export const photoVersionOf = (person: string, groups: string): string =>
  `coalesce((select photo.id from ${newestPhoto(person, groups)} photo),
    (select photo.version from ${namedPhoto(person, groups)} photo where photo.can_be_had))`;

/** `photoSource` of the contracts for a person. */
export const photoSourceOf = (person: string, groups: string): string =>
  `coalesce((select 'agent' from ${newestPhoto(person, groups)} photo),
    (select photo.kind from ${namedPhoto(person, groups)} photo where photo.can_be_had))`;
