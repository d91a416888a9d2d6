import type { DataSource } from 'typeorm';
import { poolOf } from './pg-session.js';

/**
 * Does `work` that one process at a time may do, outside of any transaction; undefined where another is at it. The lock ends with its connection, so that
 * of whoever dies the next one takes it; where the work fails the connection is given up with it.
 */
export const underLock = async <Value>(
  dataSource: DataSource,
  lock: number,
  work: () => Promise<Value>,
): Promise<Value | undefined> => {
  const client = await poolOf(dataSource).connect();
  // A connection that dies while nobody waits on it would else end the process.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let isBroken = true;
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [lock]);
    const isMine = rows[0]?.mine === true;
    const value = isMine ? await work() : undefined;
    if (isMine) await client.query('select pg_advisory_unlock($1)', [lock]);
    isBroken = false;
    return value;
  } finally {
    client.off('error', ignore);
    client.release(isBroken);
  }
};
