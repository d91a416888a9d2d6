import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { watchCommits } from '../setting/commits.mjs';
import { startCore } from '../setting/core.mjs';
import { cpuOfAllMs } from '../setting/cpu-of-all.mjs';
import { customerList, listColumns } from '../setting/customer-list.mjs';
import { sql } from '../setting/databases.mjs';
import { freshRound } from '../setting/inbound.mjs';
import { median, percentile, round } from '../setting/numbers.mjs';
import { sampleMessages } from '../setting/sample-messages.mjs';

const perSecond = 10;
const quietSeconds = 15;
const mailMost = 100_000;
const core = new URL('../../../apps/core/', import.meta.url);

/**
 * P20: a list of customers is imported while mail comes in at a modest rate. What counts is that mail is not held up and that
 * the worker does not grow with the list; how long the list takes is printed without a verdict.
 */
export async function measureImport({ servers, template, rows, say }) {
  const at = await freshRound(servers, template);
  const worker = await startCore('start-worker.js', at);
  const mail = await mailComing(at);
  try {
    await delay(quietSeconds * 1000);
    const quiet = mail.take();
    const idleMb = worker.memoryMb();
    const [started, cpuBefore] = [performance.now(), cpuOfAllMs()];
    const id = await giveList(at, rows);
    const memory = await untilDone(at, { id, worker, say });
    const seconds = (performance.now() - started) / 1000;
    const cpu = (cpuOfAllMs() - cpuBefore) / rows;
    const beside = mail.take();
    const held = percentile(beside, 0.95) / percentile(quiet, 0.95);
    const grew = memory - idleMb;
    return {
      P20: {
        measured: `mail p95 ${round(percentile(beside, 0.95), 1)} ms = ${round(held, 1)}x (p50 ${round(median(beside), 1)}, most ${round(Math.max(...beside), 0)}), worker grew ${Math.round(grew)} MB; ${rows} rows in ${Math.round(seconds)} s = ${Math.round(rows / seconds)}/s, CPU a row ${round(cpu, 1)} ms`,
        passes: held <= 3 && grew <= 150,
        data: {
          rows,
          seconds,
          cpu,
          held,
          grew,
          quiet: percentile(quiet, 0.95),
          beside: percentile(beside, 0.95),
        },
      },
    };
  } finally {
    await mail.stop();
    await worker.stop();
    await at.end();
  }
}

/** Messages at an even rate until it is stopped; `take` answers the ms from bus to commit of those committed since. */
async function mailComing(at) {
  const commits = await watchCommits(at);
  const messages = sampleMessages({ count: mailMost, accountId: at.accountId, domain: 'import.example' });
  const sentAt = new Map();
  let next = 0;
  const timer = setInterval(() => {
    const message = messages[next++];
    sentAt.set(message.eventId, performance.now());
    void at.publishOne(message);
  }, 1000 / perSecond);
  return {
    take: () => {
      const done = [...sentAt].filter(([eventId]) => commits.at.has(eventId));
      for (const [eventId] of done) sentAt.delete(eventId);
      return done.map(([eventId, sent]) => commits.at.get(eventId) - sent);
    },
    stop: async () => {
      clearInterval(timer);
      await commits.close();
    },
  };
}

/** As the api leaves it for the worker. */
async function giveList({ databaseUrl, folder }, rows) {
  const load = (path) => import(pathToFileURL(join(core.pathname, 'dist', path)).href);
  createRequire(new URL('package.json', core))('reflect-metadata');
  const { FolderBlobStore } = await load('blobs/folder-blob-store.js');
  const { blobFolder } = await load('blobs/open-blob-store.js');
  const { sha256, bytes } = await new FolderBlobStore(blobFolder(join(folder, 'core'))).put(
    Buffer.from(`\ufeff${customerList(rows)}`),
  );
  const columns = listColumns.map((column) => `"${column}"`).join();
  const [row] = await sql(
    databaseUrl,
    `with stored as (insert into blob (sha256, bytes, upload_only) values ('${sha256}', ${bytes}, true))
     insert into import (id, name, file_name, file_sha256, columns, mode, agent_id)
     select gen_random_uuid(), 'bench', 'bench.csv', '${sha256}', '{${columns}}', 'run', id from agent limit 1 returning id`,
  );
  return row.id;
}

/** Resolves with the most memory that the worker took meanwhile, in MB. */
async function untilDone({ databaseUrl }, { id, worker, say }) {
  let mostMb = 0;
  for (let saidAt = performance.now(); ; await delay(500)) {
    const [row] = await sql(
      databaseUrl,
      `select state, rows, next_row, problem from import where id = '${id}'`,
    );
    mostMb = Math.max(mostMb, worker.memoryMb());
    if (row.state === 'done') return mostMb;
    if (row.state === 'failed') throw new Error(`The import failed: ${row.problem}`);
    if (performance.now() - saidAt < 30_000) continue;
    saidAt = performance.now();
    say(`P20 ${row.next_row} of ${row.rows} rows`);
  }
}
