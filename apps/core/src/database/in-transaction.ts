import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { PgSession, poolOf } from './pg-session.js';
import { isCollision, isConnectionLost } from './database-errors.js';

const attemptsMax = 6;

/**
 * Every statement of a transaction looks up a few hundred keys by an index, however large the tables are. The planner
 * cannot know that: it sees an array of unknown length, and tables that grow from nothing faster than they are analysed.
 */
const beginning = `begin;
set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off;
set local enable_bitmapscan = off; set local enable_memoize = off; set local jit = off; set local plan_cache_mode = force_generic_plan`;

/**
 * Runs `work` in one transaction and commits it. When it collides with another transaction (deadlock, serialization, a
 * unique key taken meanwhile) it is rolled back and run again from the start, so `work` keeps no state between runs.
 */
export const inTransaction = async <Value>(
  dataSource: DataSource,
  work: (session: PgSession) => Promise<Value>,
): Promise<Value> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(poolOf(dataSource), work);
    } catch (error) {
      if (!isCollision(error) || attempt >= attemptsMax) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt));
    }
  }
};

const once = async <Value>(pool: pg.Pool, work: (session: PgSession) => Promise<Value>): Promise<Value> => {
  const client = await pool.connect();
  // A connection that dies while nobody waits on it would else end the process.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let broken: Error | undefined;
  try {
    await client.query(beginning);
    const value = await work(new PgSession(client));
    await client.query('commit');
    return value;
  } catch (error) {
    if (isConnectionLost(error)) broken = error as Error;
    else await client.query('rollback').catch((cause: unknown) => (broken = cause as Error));
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
};
