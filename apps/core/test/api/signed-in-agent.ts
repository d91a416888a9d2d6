import { v7 as uuidv7 } from 'uuid';
import type { Client } from './client.js';
import { admin, type TestApi } from './test-api.js';

/** An agent of these account groups, signed in. */
export const signedInAgent = async (
  api: TestApi,
  name: string,
  groups: readonly string[],
): Promise<Client> => {
  const email = `${name}@example.org`;
  await api.dataSource.query(
    `with made as (
       insert into agent (id, email, name, role, password_hash)
       select $1, $2, $3, 'agent', password_hash from agent where email = $4 returning id)
     insert into agent_access select made.id, g from made, unnest($5::uuid[]) g`,
    [uuidv7(), email, name, admin.email, groups],
  );
  const client = api.client();
  const { status } = await client.post('/api/v1/session', { ...admin, email });
  if (status !== 200) throw new Error(`cannot sign ${name} in: ${status}`);
  return client;
};
