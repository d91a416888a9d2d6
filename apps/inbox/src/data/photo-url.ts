import { apiBase } from './api/request';

/** Where the photo of a person is; a new photo has a new address. */
export const photoUrl = (person: { id: string; photo: string | null }): string | undefined =>
  person.photo === null ? undefined : `${apiBase}/people/${person.id}/photo?v=${person.photo}`;
