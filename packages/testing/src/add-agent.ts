import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A second agent for every account group, with the passphrase of the first one: no page makes agents yet. */
export const addAgent = async (
  databaseUrl: string,
  { email, name }: { email: string; name: string },
): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `with made as (
         insert into agent (id, email, name, role, password_hash)
         select $1, $2, $3, 'agent', password_hash from agent order by created_at limit 1 returning id)
       insert into agent_access select made.id, g.id from made, account_group g`,
      [randomUUID(), email, name],
    );
  } finally {
    await client.end();
  }
};
