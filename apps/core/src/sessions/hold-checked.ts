import type { Queryable } from '../database/queryable.js';
import { type Checked, wrongCredentials } from './check-password.js';

/**
 * Holds off a new password and a deactivation until the caller's transaction ends, and forgives the attempts before. Looking at a
 * password takes a while: one that was replaced meanwhile, or whose agent was let go, is wrong.
 */
export const holdChecked = async (
  db: Queryable,
  { agentId, passwordHash, forgive }: Checked,
): Promise<void> => {
  const [still] = await db.query(
    'select from agent where id = $1 and password_hash = $2 and disabled_at is null for no key update',
    [agentId, passwordHash],
  );
  if (!still) throw wrongCredentials();
  await db.query('delete from sign_in_failure where email = $1 and address = $2', [
    forgive.email,
    forgive.client,
  ]);
};
