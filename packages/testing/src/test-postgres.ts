import { testServers } from './test-servers.js';

/** A real Postgres on loopback; `url` names a user who may create databases. */
export async function testPostgres(): Promise<{ url: string }> {
  const { databaseUrl } = await testServers();
  return { url: databaseUrl };
}
