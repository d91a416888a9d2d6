import { startCore } from '../setting/core.mjs';
import { freshDatabase } from '../setting/databases.mjs';
import { median, round } from '../setting/numbers.mjs';
import { seedThreads } from '../setting/seed-threads.mjs';
import { signIn } from '../setting/visitor.mjs';

const requests = 60;
const deepPages = 12;
const longThread = 100_000;

/** P7: first page, deep page and a thread over a small and a ten times larger database, taking turns. P18: one long thread. */
export async function measurePages({ servers, template, persons, say }) {
  const sides = [];
  try {
    for (const [name, times] of [
      ['small', 1],
      ['large', 10],
    ])
      sides.push(await openSide({ servers, template, name, persons: persons * times }));
    say('P7: databases are there');
    const [small, large] = sides;
    for (let n = 0; n < requests; n++) for (const side of sides) await visit(side);
    const ratios = ['list', 'deep', 'thread'].map((what) =>
      round(median(large.ms[what]) / median(small.ms[what])),
    );
    const p50 = Object.fromEntries(
      sides.map(({ name, ms }) => [
        name,
        Object.fromEntries(Object.entries(ms).map(([what, all]) => [what, round(median(all), 1)])),
      ]),
    );
    return {
      P7: {
        measured: `${ratios.join(', ')} (p50 at 10x: ${Object.values(p50.large).join(', ')} ms)`,
        passes: ratios[0] <= 1.5 && ratios[1] <= 1.5 && ratios[2] <= 2.5,
        data: { ratios, p50, persons: { small: persons, large: persons * 10 } },
      },
      P18: await openLongThread(small),
      api: { idleMb: small.idleMb, startMs: small.api.startMs },
    };
  } finally {
    for (const side of sides) await side.api.stop();
  }
}

async function openSide({ servers, template, name, persons }) {
  const databaseUrl = await freshDatabase(servers.databaseUrl, `pages_${name}`, template);
  await seedThreads(databaseUrl, { persons, messagesEach: 5, keyPrefix: 'person' });
  const api = await startCore('start-api.js', { ...servers, databaseUrl });
  const idleMb = api.memoryMb();
  const visitor = await signIn(api.url);
  let cursor = '';
  let page;
  for (let n = 0; n < deepPages; n++) {
    page = (await visitor.time(list(cursor))).json;
    if (page.next === null) break;
    cursor = page.next;
  }
  return {
    name,
    databaseUrl,
    api,
    idleMb,
    visitor,
    cursor,
    threadId: page.items[0].id,
    ms: { list: [], deep: [], thread: [] },
  };
}

const list = (cursor) => `/threads?view=all&limit=50${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;

async function visit({ visitor, cursor, threadId, ms }) {
  ms.list.push((await visitor.time(list(''))).ms);
  ms.deep.push((await visitor.time(list(cursor))).ms);
  ms.thread.push(await openThread(visitor, threadId));
}

/** What the inbox asks for when an agent opens a thread. */
async function openThread(visitor, id) {
  const parts = await Promise.all([visitor.time(`/threads/${id}`), visitor.time(`/threads/${id}/messages`)]);
  return Math.max(...parts.map((part) => part.ms));
}

async function openLongThread({ databaseUrl, visitor }) {
  await seedThreads(databaseUrl, { persons: 1, messagesEach: longThread, keyPrefix: 'long' });
  const found = (
    await visitor.time(`/threads?view=all&limit=5&q=${encodeURIComponent('long1@seed.example')}`)
  ).json;
  const warm = [];
  for (let n = 0; n < 9; n++) warm.push(await openThread(visitor, found.items[0].id));
  return {
    measured: `${round(warm[0], 0)} ms the first time, then ${round(median(warm.slice(1)), 0)} ms`,
    passes: warm[0] <= 1000,
    data: { messages: longThread, first: warm[0], p50: median(warm.slice(1)) },
  };
}
