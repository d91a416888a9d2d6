import type { Queryable } from '../database/queryable.js';

/** In the transaction that changes their links: identities that said something in public. */
export const noteKnown = async (db: Queryable, identityIds: readonly string[]): Promise<void> => {
  await db.query(
    `insert into known_to_weigh (identity_id) select id from unnest($1::uuid[]) r(id)
     where exists (select from public_post p where p.author_identity_id = r.id) order by id`,
    [identityIds],
  );
};
