import pg from 'pg';

/** The address of another database of the same server. */
export const inDatabase = (url, name) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

/** Runs one statement; resolves with its rows. */
export async function sql(url, text, values) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** An empty database, or a copy of `template`; one of that name is replaced. */
export async function freshDatabase(serverUrl, name, template = 'template0') {
  await sql(serverUrl, `drop database if exists ${name} with (force)`);
  await sql(serverUrl, `create database ${name} template ${template}`);
  return inDatabase(serverUrl, name);
}
