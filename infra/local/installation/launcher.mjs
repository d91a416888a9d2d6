// The order in which an installation comes up and goes down.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { endLeftovers, PidFile } from '../processes/pid-file.mjs';
import { Supervisor } from '../processes/supervisor.mjs';
import { prepare } from '../toolchain/prepare.mjs';
import { runStep } from '../toolchain/run-step.mjs';
import { ownBus, ownDatabase } from './own-servers.mjs';
import { checkSpace, openDataFolderWhenFree } from './data-folder.mjs';
import { demoEnvironment, demoService, emptyDemoFolder, networkEnvironment, networkPorts } from './demo.mjs';
import { greeting } from './greeting.mjs';
import { choosePorts } from './ports.mjs';
import { masterSecret } from './secrets.mjs';
import { commands, innerPorts, serviceNames, services } from './services.mjs';
import { BadSettings, readSettings } from './settings.mjs';

/**
 * What must hold whenever it dies: nothing it wrote hinders the next start. The lock names its process by start time,
 * children end with their parent, and those that do not are ended by the next start.
 */
export class Launcher {
  #say;
  #release = () => {};
  #supervisor;
  #up;
  #names = [];
  #args;

  /** `--demo` among the arguments starts a demo. */
  constructor({ say, args = [] }) {
    this.#say = say;
    this.#args = args;
  }

  /** Resolves when everything is ready. */
  start() {
    this.#up = this.#start();
    return this.#up;
  }

  async #start() {
    const startedAt = Date.now();
    const say = this.#say;
    const isDemo = this.#isDemo();
    // The services are given what stands in the environment.
    if (isDemo) Object.assign(process.env, demoEnvironment(process.env));
    const settings = readSettings(process.env, { isDemo });
    const { dataFolder } = settings;
    this.#release = await openDataFolderWhenFree(dataFolder, { say });
    checkSpace(dataFolder, say);
    const ended = await endLeftovers(dataFolder);
    if (ended.length > 0) say(`Ended what an earlier run left behind: ${ended.join(', ')}`);
    if (isDemo) emptyDemoFolder(dataFolder);
    const inner = [...innerPorts(settings), ...(isDemo ? networkPorts : [])];
    const ports = await choosePorts({ ...settings, inner });
    if (isDemo) Object.assign(process.env, networkEnvironment(ports));
    await prepare({ say });
    const hasData = existsSync(join(dataFolder, 'postgres')) || existsSync(join(dataFolder, 'core'));
    const secret = masterSecret({ dataFolder, given: settings.secretKey, hasData });
    const logFolder = join(dataFolder, 'logs');
    this.#supervisor = new Supervisor({ logFolder, pidFile: new PidFile(dataFolder), say });

    const [databaseUrl, bus] = await this.#servers({ settings, ports, secret });
    const at = { settings, ports, secret, databaseUrl, bus };
    const setupToken = await this.#once(at);
    say('Starting the services');
    for (const service of services(at)) this.#supervisor.keep(service);
    this.#names = serviceNames(settings);
    await this.#supervisor.ready(this.#names);
    if (isDemo) await this.#startDemo(at);
    const seconds = (Date.now() - startedAt) / 1000;
    say(greeting({ settings, ports, setupToken, notes: bus.notes, seconds, isDemo }));
  }

  #isDemo() {
    const unknown = this.#args.filter((arg) => arg !== '--demo');
    if (unknown.length > 0)
      throw new BadSettings(`Nothing was started: ${unknown.join(' ')} is unknown. There is: --demo`);
    return this.#args.includes('--demo');
  }

  async #startDemo(at) {
    this.#say('Waking the town');
    this.#supervisor.keep(demoService(at));
    this.#names.push('demo');
    await this.#supervisor.ready(['demo']);
  }

  /** Both at once: each takes about a second. */
  async #servers(at) {
    const context = { ...at, supervisor: this.#supervisor, say: this.#say };
    const both = await Promise.allSettled([ownDatabase(context), ownBus(context)]);
    const failed = both.find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
    return both.map(({ value }) => value);
  }

  /** Streams and schema. Answers the token of the wizard link when there is no administrator yet. */
  async #once(at) {
    const { provision, migrate } = commands(at);
    const run = (what, { command, env }) => runStep(what, command, { env, timeoutMs: 10 * 60_000 });
    this.#say('Preparing streams and database');
    const [, printed] = await Promise.all([
      run('Preparing the streams', provision),
      run('Bringing the database up to date', migrate),
    ]);
    // A bus that lost its store gets its streams back; one that kept it is left as it is.
    this.#supervisor.afterRestart('nats-server', () => run('Preparing the streams', provision));
    return tokenFrom(printed);
  }

  /** Doors first, then the worker that answers them, then what they stand on. */
  async stop() {
    const supervisor = this.#supervisor;
    if (supervisor) {
      const workers = this.#names.filter((name) => name.startsWith('core-worker'));
      await supervisor.stop(this.#names.filter((name) => !workers.includes(name)));
      await supervisor.stop(workers);
      await supervisor.stop(['nats-server', 'postgres']);
    }
    this.#release();
  }

  kill() {
    this.#supervisor?.killAll();
    this.#release();
  }
}

/** The migrate command prints one JSON line with `setupToken`, among log lines perhaps. */
export function tokenFrom(printed) {
  for (const line of printed.split('\n').reverse()) {
    if (!line.startsWith('{')) continue;
    try {
      const { setupToken } = JSON.parse(line);
      if (setupToken) return setupToken;
    } catch {
      // A line that only looks like JSON.
    }
  }
  return undefined;
}
