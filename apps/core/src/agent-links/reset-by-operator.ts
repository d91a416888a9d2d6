import type { DataSource } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import type { AgentLinkAddress } from './agent-link-address.js';
import { removeSecondStep } from '../second-step/second-step.js';
import { lockLinkOwner, makeLink, type MadeLink } from './make-link.js';

const namedMax = 20;

/** Nobody with this address may sign in; the sentence names who may. */
export class NoSuchOwner extends Error {}

/**
 * The way in for whoever has the machine and no password, such as the only admin: a one-time link, which voids the one before it. The
 * password of before stays until the link is used; a code beside it is asked for no more. Written down without an author. Throws {@link NoSuchOwner}.
 */
export const resetByOperator = (
  dataSource: DataSource,
  email: string,
  address: AgentLinkAddress,
): Promise<MadeLink & { name: string; secondStepRemoved: boolean }> =>
  inTransaction(dataSource, async (db) => {
    const owner = await lockLinkOwner(db, { email: email.trim() });
    if (!owner) throw new NoSuchOwner(await nobody(db, email));
    const link = await makeLink(db, owner, address);
    // Whoever has the machine may have lost the device as well, and could read the database in any case.
    const secondStepRemoved = await removeSecondStep(db, owner.id);
    const data = { purpose: link.purpose, by: 'operator', secondStepRemoved };
    await recordAudit(db, { agentId: null, kind: 'agent-link-made', subjectId: owner.id, data });
    return { ...link, name: owner.name, secondStepRemoved };
  });

const nobody = async (db: Queryable, email: string): Promise<string> => {
  const some = (await db.query(
    `select email::text as email, role from agent where disabled_at is null order by role = 'admin' desc, email limit ${namedMax}`,
  )) as { email: string; role: string }[];
  const named = some.map((one) => `  ${one.email}${one.role === 'admin' ? ' (admin)' : ''}`);
  return [`Nobody who may sign in has the address "${email}". Nothing was done. These may:`, ...named].join(
    '\n',
  );
};
