import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import type { Queryable } from './queryable.js';

const names = new Map<string, string>();

/** The same text always has the same name, so that each connection parses and plans it once. */
const nameOf = (sql: string): string => {
  let name = names.get(sql);
  if (name === undefined) {
    name = createHash('sha1').update(sql).digest('base64url');
    names.set(sql, name);
  }
  return name;
};

/** One connection that runs every statement prepared: the hot path's {@link Queryable}. */
export class PgSession implements Queryable {
  constructor(private readonly client: pg.PoolClient) {}

  async query(sql: string, params: unknown[] = []): Promise<pg.QueryResultRow[]> {
    return (await this.client.query({ name: nameOf(sql), text: sql, values: params })).rows;
  }
}

/** TypeORM's own pool: one pool per process. */
export const poolOf = (dataSource: DataSource): pg.Pool =>
  (dataSource.driver as unknown as { master: pg.Pool }).master;

/** One statement by itself that every request asks: prepared, as planning it costs several times what running it does. */
export const queryPrepared = async (
  dataSource: DataSource,
  sql: string,
  params: unknown[],
): Promise<pg.QueryResultRow[]> =>
  (await poolOf(dataSource).query({ name: nameOf(sql), text: sql, values: params })).rows;

/** The same through a connection of its own: rejects at once while there is none. */
export const queryAlone = async (
  dataSource: DataSource,
  sql: string,
  params: unknown[],
): Promise<pg.QueryResultRow[]> => {
  const client = await poolOf(dataSource).connect();
  // One that dies in the middle says so twice, and what nobody hears would end the process.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let broken: Error | undefined;
  try {
    return await new PgSession(client).query(sql, params);
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
};
