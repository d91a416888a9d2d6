import pg from 'pg';

/** What was scheduled, at whatever time, is due from now on: a test need not wait for it, nor be quick before it comes. */
export const timeHasCome = async (databaseUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`update draft set send_at = now() where state = 'scheduled'`);
  } finally {
    await client.end();
  }
};
