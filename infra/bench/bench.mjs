// `npm run bench`: measures Filo against floors that do the bare minimum of the same work, and prints the goals with what was
// found. `-- --messages N` (default 4000), `--rounds N` (default 3), `--mails N` (default 5000), `--seconds N`, `--persons N`, `--words N` (default 100000), `--identities N` (default 100000), `--customers N` (default 5000), `--mentions N` (default 1000), `--posts N` (default 50000), `--only P1,P4`, `--json`.
import { parseArgs } from 'node:util';
import { measureImport } from './measures/imports.mjs';
import { measureLatency } from './measures/latency.mjs';
import { measureMail } from './measures/mail.mjs';
import { measureMatching } from './measures/matching.mjs';
import { measurePages } from './measures/pages.mjs';
import { measurePipeline } from './measures/pipeline.mjs';
import { measureSocial } from './measures/social.mjs';
import { measureSearch } from './measures/search.mjs';
import { measureSeverity } from './measures/severity.mjs';
import { migrate } from './setting/core.mjs';
import { freshDatabase } from './setting/databases.mjs';
import { describeMachine, loadNow } from './setting/machine.mjs';
import { startServers } from './setting/servers.mjs';
import { tableRows, tableText } from './table.mjs';

const { values: wanted } = parseArgs({
  options: {
    messages: { type: 'string', default: '4000' },
    rounds: { type: 'string', default: '3' },
    mails: { type: 'string', default: '5000' },
    seconds: { type: 'string', default: '10' },
    persons: { type: 'string', default: '2000' },
    words: { type: 'string', default: '100000' },
    identities: { type: 'string', default: '100000' },
    customers: { type: 'string', default: '5000' },
    mentions: { type: 'string', default: '1000' },
    posts: { type: 'string', default: '50000' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const only = wanted.only?.split(',').map((id) => id.trim().toUpperCase());
const asked = (...ids) => !only || ids.some((id) => only.includes(id));
const say = (line) => console.error(line);

const servers = await startServers();
try {
  const machine = describeMachine(servers);
  say(
    `${machine.processors}, load ${machine.loadAtStart.join(' ')}, node ${machine.node}, nats-server ${machine.natsServer}`,
  );
  const results = await measureAll();
  const rows = tableRows(results);
  const figures = Object.fromEntries(Object.entries(results).map(([id, { data }]) => [id, data]));
  if (wanted.json)
    console.log(JSON.stringify({ machine, loadAtEnd: loadNow(), wanted, rows, figures }, null, 2));
  else
    console.log(
      `${tableText(rows)}\nLoad at the end: ${loadNow().join(' ')}. How to read this: docs/performance.md.`,
    );
} finally {
  await servers.stop();
}

async function measureAll() {
  const template = 'bench_template';
  await migrate({ ...servers, databaseUrl: await freshDatabase(servers.databaseUrl, template) });
  const at = { servers, template, say };
  const results = {};
  if (asked('P1', 'P10'))
    Object.assign(
      results,
      await measurePipeline({ ...at, messages: Number(wanted.messages), rounds: Number(wanted.rounds) }),
    );
  if (asked('P2', 'P14'))
    Object.assign(
      results,
      await measureMail({ ...at, mails: Number(wanted.mails), rounds: Number(wanted.rounds) }),
    );
  const idle = {};
  if (asked('P4', 'P13', 'P15')) {
    const { worker, ...measured } = await measureLatency({ ...at, seconds: Number(wanted.seconds) });
    Object.assign(results, measured);
    idle.worker = worker;
  }
  if (asked('P7', 'P18', 'P13', 'P15')) {
    const { api, ...measured } = await measurePages({ ...at, persons: Number(wanted.persons) });
    Object.assign(results, measured);
    idle.api = api;
  }
  if (asked('P8')) Object.assign(results, await measureSearch({ ...at, words: Number(wanted.words) }));
  if (asked('P19'))
    Object.assign(results, await measureMatching({ ...at, identities: Number(wanted.identities) }));
  if (asked('P20')) Object.assign(results, await measureImport({ ...at, rows: Number(wanted.customers) }));
  if (asked('P21')) Object.assign(results, await measureSocial({ ...at, mentions: Number(wanted.mentions) }));
  if (asked('P22')) Object.assign(results, await measureSeverity({ ...at, posts: Number(wanted.posts) }));
  return idle.worker && idle.api ? { ...results, ...aboutProcesses(idle) } : results;
}

/** Of two of the five processes only, and without the bare twin: no verdict. */
function aboutProcesses({ worker, api }) {
  return {
    P13: {
      measured: `worker ${Math.round(worker.idleMb)} MB, api ${Math.round(api.idleMb)} MB (connectors not measured)`,
      data: { worker: worker.idleMb, api: api.idleMb },
    },
    P15: {
      measured: `worker ${(worker.startMs / 1000).toFixed(1)} s, api ${(api.startMs / 1000).toFixed(1)} s (no twin)`,
      data: { worker: worker.startMs, api: api.startMs },
    },
  };
}
