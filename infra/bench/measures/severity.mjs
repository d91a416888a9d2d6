import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cpuOfAllMs } from '../setting/cpu-of-all.mjs';
import { freshDatabase, sql } from '../setting/databases.mjs';
import { median, round } from '../setting/numbers.mjs';

const batch = 500;
const rounds = 8;
/** Rounds before those that count: a worker has its code compiled and its plans made. */
const warmUps = 2;
/** One by one, as they come to a desk at rest. */
const alone = 200;
const core = new URL('../../../apps/core/', import.meta.url);
const fromCore = (path) => import(pathToFileURL(join(core.pathname, 'dist', path)).href);

/**
 * P22: what severity and storms add to a message in ingest. The same posts are stored in turns in public, where they are weighed, and as
 * direct messages, which are not; beside `posts` that a week has left. One in five says what thousands say.
 */
export async function measureSeverity({ servers, template, posts, say }) {
  createRequire(new URL('package.json', core))('reflect-metadata');
  const databaseUrl = await freshDatabase(servers.databaseUrl, 'severity', template);
  const [{ id: groupId }] = await sql(databaseUrl, 'select id from account_group limit 1');
  const accountId = randomUUID();
  await sql(
    databaseUrl,
    `insert into account (id, channel, address, account_group_id) values ($1, 'bluesky', 'shop.example', $2)`,
    [accountId, groupId],
  );
  await seedPosts(databaseUrl, { groupId, posts, say });
  const { createDataSource } = await fromCore('database/data-source.js');
  const { StoreMessages } = await fromCore('ingest/store-messages.js');
  const { ShowBoard } = await fromCore('board/show-board.js');
  const dataSource = await createDataSource(databaseUrl).initialize();
  try {
    const ids = { messageOf: () => undefined, deliveryOf: () => undefined };
    const store = new StoreMessages(dataSource, ids);
    const account = { id: accountId, accountGroupId: groupId, onePerSubject: false, confirmAddress: false };
    const take = (events) => store.run(events, new Map([[accountId, account]]));
    const inBatches = await measureBoth(take, { accountId, size: batch, times: rounds, skip: warmUps });
    const singly = await measureBoth(take, { accountId, size: 1, times: alone, skip: 20 });
    const boardMs = await measureBoard(new ShowBoard(dataSource), groupId);
    return {
      P22: {
        measured: `${inBatches.ms} ms (${inBatches.cpu} of processors) in batches of ${batch}, ${singly.ms} ms one by one, beside ${inBatches.plain} and ${singly.plain} ms; board ${boardMs} ms; at ${posts} posts`,
        passes: inBatches.ms <= 0.5,
        data: { posts, inBatches, singly, boardMs },
      },
    };
  } finally {
    await dataSource.destroy();
  }
}

/** In turns, so that both meet the same machine: time and processor time that a message costs more in public, in ms. */
async function measureBoth(take, { accountId, size, times, skip }) {
  const found = { public: { ms: [], cpu: [] }, private: { ms: [], cpu: [] } };
  for (let n = 0; n < skip + times; n++)
    for (const audience of ['public', 'private']) {
      const events = Array.from({ length: size }, () => post(accountId, audience));
      const cpuBefore = cpuOfAllMs();
      const started = performance.now();
      await take(events);
      if (n < skip) continue;
      found[audience].ms.push((performance.now() - started) / size);
      found[audience].cpu.push((cpuOfAllMs() - cpuBefore) / size);
    }
  const more = (what) => round(median(found.public[what]) - median(found.private[what]), 3);
  return { ms: more('ms'), cpu: more('cpu'), plain: round(median(found.private.ms), 3) };
}

async function measureBoard(showBoard, groupId) {
  const ms = [];
  for (let n = 0; n < 12; n++) {
    const started = performance.now();
    await showBoard.run({ accountGroupIds: [groupId] });
    ms.push(performance.now() - started);
  }
  return round(median(ms.slice(2)), 1);
}

let count = 0;
/** As many words as people use when they complain; of syllables, so that two posts share a few runs of letters and no more. */
const syllables = 'ba ce di fo gu la me ni po ru sa te vi zo ko lu ma ne ri so ta ve'.split(' ');
const words = Array.from({ length: 3_000 }, (_, n) =>
  [1, 22, 484, 7]
    .slice(0, 2 + (n % 3))
    .map((k) => syllables[Math.floor(n / k) % syllables.length])
    .join(''),
);
const pick = () => words[Math.floor(Math.random() * words.length)];

function post(accountId, audience) {
  count += 1;
  const author = { kind: 'bluesky', key: `did:plc:bench${count}`, name: `Author ${count}` };
  const text =
    count % 5 === 0
      ? `@shop.example the new charger caught fire, ${pick()} never buy it`
      : `@shop.example ${Array.from({ length: 30 }, pick).join(' ')} ${count}`;
  return {
    ...{ v: 1, type: 'message', eventId: randomUUID(), channel: 'bluesky', accountId, audience },
    ...{ externalId: `at://bench/${count}`, direction: 'inbound', class: 'human', history: false, author },
    ...{
      authorProof: { verdict: 'proven', reason: 'bluesky-repository' },
      participants: [],
      replyTo: author,
    },
    ...{
      text,
      newText: text,
      attachments: [],
      sortAt: new Date().toISOString(),
      threadingId: `at://bench/${count}`,
    },
    ...{ inReplyTo: [], references: [], replyTokens: [], marks: [], reports: [], vouched: [], facts: {} },
    ...{
      arrival: { via: 'api' },
      reach: { followers: count, reposts: count % 90, at: new Date().toISOString() },
    },
  };
}

/** What a week of posts has left: storms of one voice with their bands, spread over the levels. */
async function seedPosts(databaseUrl, { groupId, posts, say }) {
  say(`P22: ${posts} posts of a week`);
  const at = `now() - (n % 10000) * interval '1 minute'`;
  const id = `md5('storm' || n)::uuid`;
  await sql(
    databaseUrl,
    `insert into storm (id, account_group_id, level, score, signature, began_at, last_at)
     select ${id}, $1, case when n % 50 = 0 then 2 when n % 10 = 0 then 1 else 0 end, n % 100,
       repeat(md5(n::text), 8), ${at}, ${at} from generate_series(1, ${posts}) n`,
    [groupId],
  );
  await sql(
    databaseUrl,
    `insert into storm_band (account_group_id, band, storm_id, began_at)
     select $1, hashtext(n || ' ' || band), ${id}, ${at} from generate_series(1, ${posts}) n, generate_series(1, 10) band`,
    [groupId],
  );
  await sql(databaseUrl, 'vacuum (analyze)');
}
