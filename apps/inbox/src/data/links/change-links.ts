import type { LinksChanged, MergeRequest, PeopleChanged, SplitRequest } from '@filo/contracts/http';
import { hasCode } from '../api/api-error';
import { request } from '../api/request';

export const mergePeople = (body: MergeRequest): Promise<LinksChanged> =>
  request('/merges', { method: 'POST', body });

export const splitPerson = (body: SplitRequest): Promise<LinksChanged> =>
  request('/splits', { method: 'POST', body });

/** Takes a merge or split back, whenever it was. */
export const undoChange = (kind: 'merge' | 'split', id: string): Promise<LinksChanged> =>
  request(`/${kind}s/${id}/undo`, { method: 'POST', body: {} });

/** Somebody else was quicker: who these persons are now. Undefined for any other failure. */
export const peopleNow = (error: unknown): PeopleChanged['people'] | undefined =>
  hasCode(error, 'people-changed') ? (error.body as PeopleChanged).people : undefined;
