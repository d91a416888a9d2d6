import type { DataSource } from 'typeorm';
import { PgSession, poolOf } from './pg-session.js';

/** A look into the index that takes longer is broken off. */
const lookMs = 1_500;

/**
 * The planner cannot know how many rows hold a word, and there is but one good way, by the index of words: nothing else is
 * allowed. A bitmap of some million rows needs its room.
 */
const beginning = `begin read only;
set local enable_seqscan = off; set local enable_indexscan = off; set local jit = off; set local work_mem = '32MB';
set local statement_timeout = ${lookMs}`;

/** Runs `work`, which asks the index of words, in a transaction that changes nothing; each of its statements is bounded. */
export const inIndexSearch = async <Value>(
  dataSource: DataSource,
  work: (session: PgSession) => Promise<Value>,
): Promise<Value> => {
  const client = await poolOf(dataSource).connect();
  // A connection that dies while nobody waits on it would else end the process.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let broken: Error | undefined;
  try {
    await client.query(beginning);
    return await work(new PgSession(client));
  } finally {
    await client.query('rollback').catch((cause: unknown) => (broken = cause as Error));
    client.off('error', ignore);
    client.release(broken);
  }
};
