import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cpuOfAllMs } from '../setting/cpu-of-all.mjs';
import { freshDatabase, sql } from '../setting/databases.mjs';
import { median, round } from '../setting/numbers.mjs';
import { seedIdentities } from '../setting/seed-identities.mjs';

const batch = 500;
const batches = 12;
/** Batches before those that count: a worker has its code compiled and its plans made. */
const warmUps = 2;
const tokensEach = 6;
/** The goal speaks of as many. */
const goalIdentities = 1_000_000;
const core = new URL('../../../apps/core/', import.meta.url);
const fromCore = (path) => import(pathToFileURL(join(core.pathname, 'dist', path)).href);

/**
 * P19: what matching adds to a message. In ingest: finding the identity and its person. Beside ingest: reading what a message
 * shows and comparing who shows the same; once of authors who show it all for the first time, once of those who are known.
 */
export async function measureMatching({ servers, template, identities, say }) {
  createRequire(new URL('package.json', core))('reflect-metadata');
  const databaseUrl = await freshDatabase(servers.databaseUrl, 'matching', template);
  await seedIdentities(databaseUrl, { identities, tokensEach, say });
  // What was just written by the million is vacuumed by and by, on the same processors; an installation has that behind it.
  await sql(databaseUrl, 'vacuum (analyze)');
  const { createDataSource } = await fromCore('database/data-source.js');
  const dataSource = await createDataSource(databaseUrl).initialize();
  try {
    const ingest = await measureIngest(dataSource, { identities });
    const named = await measureIngest(dataSource, { identities, saysName: true });
    await writeMessages(databaseUrl, identities);
    const { FindSuggestions } = await fromCore('suggestions/finding/find-suggestions.js');
    const finding = new FindSuggestions({ dataSource, log: console, clocksApartMs: 0 });
    const fresh = await measureLooks(finding);
    await sql(databaseUrl, `update match_place set message_id = '00000000-0000-0000-0000-000000000000'`);
    const known = await measureLooks(finding);
    return {
      P19: {
        measured: `in ingest ${said(ingest)}, of authors who say their name ${said(named)}, beside it ${said(known)} of known authors, ${said(fresh)} of new ones, at ${identities} identities`,
        ...(identities >= goalIdentities && {
          passes: ingest.ms <= 0.1 && named.ms <= 0.1 && known.ms <= 0.1,
        }),
        data: { identities, ingest, named, known, fresh },
      },
    };
  } finally {
    await dataSource.destroy();
  }
}

const said = ({ ms, cpu }) => `${ms} ms (${cpu} of processors)`;

const address = (n) => `seed${n}@firm${n % 5000}.example`;
const someone = (identities) => 1 + Math.floor(Math.random() * identities);

/** The look-up of a batch, as ingest makes it: identities and persons, with their locks; more of them for who says a name. */
async function measureIngest(dataSource, { identities, saysName = false }) {
  const { inTransaction } = await fromCore('database/in-transaction.js');
  const { identityKey, resolveIdentities } = await fromCore('people/resolve-identities.js');
  const lookUp = async () => {
    const anchors = Array.from({ length: batch }, () => ({
      kind: 'mail',
      key: address(someone(identities)),
    }));
    const said = { name: 'Seed Person', at: Date.now(), proven: true, groupId: null };
    const named = new Map(saysName ? anchors.map((ref) => [identityKey(ref), said]) : []);
    const wanted = { all: anchors.map((ref) => ({ ref })), anchors, named };
    const { people } = await inTransaction(dataSource, (db) => resolveIdentities(db, wanted));
    if (people.size !== new Set(anchors.map(({ key }) => key)).size) throw new Error('Somebody is missing.');
  };
  for (let n = 0; n < warmUps; n++) await lookUp();
  let n = 0;
  return measureEach(async () => {
    await lookUp();
    return ++n <= batches;
  });
}

async function measureLooks(finding) {
  for (let n = 0; n < warmUps; n++) await finding.once();
  return measureEach(async () => {
    const { messages } = await finding.once();
    return messages === batch;
  });
}

/** Of batches, until one says that there is no more: time and processor time of a message, servers included, in ms. */
async function measureEach(work) {
  const ms = [];
  const cpuBefore = cpuOfAllMs();
  for (;;) {
    const started = performance.now();
    if (!(await work())) break;
    ms.push((performance.now() - started) / batch);
  }
  const cpu = (cpuOfAllMs() - cpuBefore) / (ms.length * batch);
  return { ms: round(median(ms), 3), cpu: round(cpu, 3) };
}

/** Messages of some of them: a few lines, a signature with a phone, every tenth about an order. */
async function writeMessages(databaseUrl, identities) {
  await sql(
    databaseUrl,
    `insert into message (id, channel, account_group_id, direction, class, anchor_identity_id, author_identity_id, audience,
       proof, subject, text, new_text, signature_text, sort_at)
     select (lpad(to_hex((extract(epoch from now() - interval '1 hour') * 1000)::bigint + n), 12, '0') || '7' ||
         substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
       'email', (select id from account_group limit 1), 'inbound', 'human', i.id, i.id, 'private', 'proven', 'Question ' || n,
       '', said.text, i.name || E'\\nTel. +39 347 ' || lpad(n::text, 7, '0'), now()
     from generate_series(1, ${(batches + 1) * batch}) n
     join lateral (select 1 + (n * 7919) % ${identities} as who) w on true
     join identity i on i.kind = 'mail' and i.key = 'seed' || who || '@firm' || who % 5000 || '.example'
     cross join lateral (select 'Hello, the ' || md5(n::text) || ' that I bought makes a noise when ' || md5((n + 1)::text)
       || ' is near it, and I wonder whether ' || md5((n + 2)::text) || ' can be the cause of all that.'
       || case when n % 10 = 0 then ' It is about order A-' || 100000 + n else '' end as text) said`,
  );
  await sql(databaseUrl, 'analyze message');
}
