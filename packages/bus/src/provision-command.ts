import { provision } from './provision.js';
import { provisionConfig } from './config.js';

/** `node dist/provision-command.js`: makes or updates everything the bus holds and says what it did. */
try {
  const { facts, degraded, done } = await provision(provisionConfig());
  const changed = done.filter(({ change }) => change !== 'kept');
  for (const { what, name, change } of changed) console.log(`${what} ${name} ${change}`);
  const fsync = facts.syncAlways === undefined ? 'unknown' : facts.syncAlways ? 'always' : 'no';
  console.log(
    `bus ready: nats-server ${facts.version}, fsync before ack: ${fsync}, ${done.length - changed.length} kept`,
  );
  for (const reason of degraded) console.warn(`degraded: ${reason}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
