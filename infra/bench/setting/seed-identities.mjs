import pg from 'pg';
import { sql } from './databases.mjs';

const chunk = 100_000;

/**
 * Fills a migrated database with identities, each of a person of its own, and with what they show (`tokensEach` of it), as the
 * worker would have left them. The tokens are random: none of the bench's messages meets one.
 */
export async function seedIdentities(databaseUrl, { identities, tokensEach, say }) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('set synchronous_commit = off');
    for (let from = 1; from <= identities; from += chunk) {
      await client.query(seeding(from, Math.min(identities, from + chunk - 1), tokensEach));
      say(`P19: ${Math.min(identities, from + chunk - 1)} identities are there`);
    }
  } finally {
    await client.end();
  }
  await sql(databaseUrl, 'analyze identity, link, thread, match_token');
}

const seeding = (from, to, tokensEach) => `
create temp table who on commit drop as select n, gen_random_uuid() as identity_id, gen_random_uuid() as person_id
  from generate_series(${from}, ${to}) n;
insert into identity (id, kind, key, name, name_at, name_group_id)
  select identity_id, 'mail', 'seed' || n || '@firm' || n % 5000 || '.example', 'Seed Person' || n, '2026-01-05', g.id
  from who, (select id from account_group limit 1) g;
insert into person (id) select person_id from who;
insert into thread (person_id, name) select person_id, 'Seed ' || n from who;
insert into link (id, identity_id, person_id, evidence, grade, actor)
  select gen_random_uuid(), identity_id, person_id, '{}', 'proven', 'bench' from who;
insert into match_token (token, identity_id, message_id)
  select (random() * 4503599627370495)::bigint, identity_id, gen_random_uuid() from who, generate_series(1, ${tokensEach}) t`;
