// `npm test`: sets up what a test needs, runs every lane, and says what was left out and why.
import { untilToldToStop } from '../processes/until-told.mjs';
import { prepare } from '../toolchain/prepare.mjs';
import { withPnpm } from '../toolchain/pnpm.mjs';
import { stopSteps } from '../toolchain/run-step.mjs';
import { endedAfterMs, readBudget } from './budget.mjs';
import { lanes, longLanes, namedLanes, placesFor, pooled } from './lanes.mjs';
import { machinePace } from './machine-pace.mjs';
import { report } from './report.mjs';
import { runChecks, runLane } from './run-lane.mjs';
import { lookAgain } from './second-look.mjs';
import { ensureTools } from './system-tools.mjs';

const say = (line) => console.log(line);

/** Ends the process: 0 when everything passed, and under CI nothing was left out. */
export async function runTests(args) {
  const wanted = wantedLanes(args);
  const startedAt = Date.now();
  let servers;
  void untilToldToStop().then(async (reason) => {
    say(`\nStopping (${reason}).`);
    stopSteps();
    await servers?.stop();
    process.exit(130);
  });
  const needsServers = wanted.some((one) => one.needsServers);
  const special = wanted.flatMap(({ tools = [] }) => tools);
  const missing = needsServers ? await ensureTools({ say, special }) : [];
  const pnpm = await prepare({ say });
  let results = [];
  try {
    // Imported late: it needs the dependencies installed.
    const { startTestServers } = await import('../test-servers.mjs');
    if (needsServers) servers = await startTestServers({ log: say });
    const env = { ...withPnpm(pnpm), ...testEnvironment(missing), ...servers?.env };
    for (const some of pooled(wanted)) {
      const places = placesFor(some[0].parallel);
      const work = (one, pace) => {
        const timeoutMs = endedAfterMs(one.name, { budget: readBudget(), pace });
        const how = { pnpm, env, say, timeoutMs, places };
        return one.commands ? runChecks(one.commands, how) : runLane(one, how);
      };
      results.push(...(await group(some, work)));
    }
    results = await lookAgain(results, { pnpm, env, say });
  } finally {
    await servers?.stop();
  }
  const minutes = (Date.now() - startedAt) / 60_000;
  process.exitCode = report({ results, missing, minutes, budget: readBudget(), ci: isCi(), say }) ? 0 : 1;
  process.exit();
}

/** What lanes that run beside each other came to, with how slow the machine was: before them or after them, whichever is worse. */
async function group(some, work) {
  say(`\n${some.map(({ name }) => name).join(', ')}`);
  const before = machinePace();
  const results = await Promise.all(some.map((one) => work(one, before)));
  const pace = Math.max(before, machinePace());
  return results.map((one) => ({ ...one, pace }));
}

/** Everything was built and checked already: the launchers inside end-to-end tests need not look again. */
function testEnvironment(missing) {
  return {
    NODE_OPTIONS: '',
    FILO_PREPARED: 'true',
    FILO_TEST_MISSING: missing.map(({ name }) => name).join(','),
  };
}

const isCi = () => process.env.CI === 'true' || process.env.CI === '1';

/** `--only=unit,checks` runs a part; `--long` adds the long lane. */
function wantedLanes(args) {
  const usual = args.includes('--long') ? [...lanes, ...longLanes] : lanes;
  const all = [...usual, ...namedLanes];
  const only = args
    .find((arg) => arg.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',');
  const unknown = only?.filter((name) => !all.some((one) => one.name === name)) ?? [];
  if (unknown.length > 0) {
    console.error(
      `No such lane: ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}`,
    );
    process.exit(2);
  }
  return only ? all.filter(({ name }) => only.includes(name)) : usual;
}
