import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '../database/queryable.js';
import { hashPassword } from '../sessions/passwords.js';

export interface NewAdmin {
  email: string;
  name: string;
  password: string;
  timeZone: string;
}

/** Makes an admin who sees every account group there is. Resolves with the agent's id. */
export const makeAdmin = async (db: Queryable, admin: NewAdmin): Promise<string> => {
  const id = uuidv7();
  await db.query(
    `insert into agent (id, email, name, role, password_hash, time_zone) values ($1, $2, $3, 'admin', $4, $5)`,
    [id, admin.email, admin.name, await hashPassword(admin.password), admin.timeZone],
  );
  await db.query('insert into agent_access (agent_id, account_group_id) select $1, id from account_group', [
    id,
  ]);
  return id;
};
