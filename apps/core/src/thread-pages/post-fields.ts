import { isEmptied, isRemoved } from '../deletions/is-emptied.js';
import { keyOf } from '../people-pages/identity-json.js';
import { knownName } from '../people-pages/known-name.js';

/** Characters of a post by which it is known again; the whole stands in its thread. */
const excerptMax = 160;

/** Names and values of a JSON object by which message `post` of theirs is known again: `answeredPost` of the contracts. */
export const postFields = (post: string, groups: string): string => `'messageId', ${post}.id,
        'threadId', (select l.person_id from link l where l.identity_id = ${post}.anchor_identity_id and l.withdrawn_at is null),
        'author', (select json_build_object('name', ${knownName('i', groups)}, 'handle', i.handle, 'key', ${keyOf('i')})
          from identity i where i.id = ${post}.author_identity_id),
        'text', left(${post}.new_text, ${excerptMax}), 'gone', ${isEmptied(post)}, 'removed', ${isRemoved(post)}`;
