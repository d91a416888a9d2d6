import { iso } from '../paging/json-times.js';

/** A row `p` of `public_pause`, with its agent as `who`, as `pauseOfPublic` of the contracts. */
export const pauseJson = `json_build_object(
  'id', p.id, 'by', json_build_object('id', who.id, 'name', who.name), 'at', ${iso('p.at')}, 'until', ${iso('p.until')})`;
