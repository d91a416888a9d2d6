import type { AskingPost } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { iso } from '../paging/json-times.js';
import { postFields } from '../thread-pages/post-fields.js';

/** Where the words stand that ask for an OK, as `askingPost` of the contracts; null where the reader may not see it. `id`: SQL. */
export const askingPostJson = (id: string, groups: string): string => `(
  select json_build_object(${postFields('said', groups)}, 'channel', said.channel, 'at', ${iso('said.sort_at')})
  from message said where said.id = ${id} and ${visibleTo('said', groups)})`;

export const showAskingPost = async (
  db: Queryable,
  { accountGroupIds }: Reader,
  id: string,
): Promise<AskingPost | null> => {
  const [row] = (await db.query(`select ${askingPostJson('$2', '$1')} as json`, [accountGroupIds, id])) as [
    { json: AskingPost | null },
  ];
  return row.json;
};
