import { Bus } from '@filo/bus';
import type { HealthView } from '@filo/contracts/http';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { formUrlOf, publicUrlOf, type CoreSettings } from '../config.js';
import { ShowAccounts } from '../accounts/show-accounts.js';
import { ExpectedServices } from './expected-services.js';
import { WatchServices } from './watch-services.js';

type Part = { state: HealthView['state']; reasons: string[]; version?: string };

const worse: HealthView['state'][] = ['ok', 'starting', 'degraded', 'failed'];

/** How the whole installation does. Without a reader it says the state alone. */
export class ShowHealth {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
    private readonly services: { heard: WatchServices; expected: ExpectedServices },
    private readonly accounts: ShowAccounts,
    private readonly settings: CoreSettings,
  ) {}

  async run(reader: Reader | undefined, now = Date.now()): Promise<HealthView> {
    const [database, bus] = [await this.database(), this.busPart()];
    const services = this.services.heard.list(await this.services.expected.list(), now);
    const accounts = reader && database.state === 'ok' ? await this.accountParts(reader, now) : [];
    const links = this.linkReasons();
    const parts: Part[] = [
      named('database', database),
      named('bus', bus),
      // One that was not heard yet since the api started makes nobody wait.
      ...services.filter(isJudged).map((service) => named(service.service, service)),
      ...accounts.map(({ address, state, reason }) =>
        named(address, { state: softer(state), reasons: [reason] }),
      ),
    ];
    const state = parts.reduce<HealthView['state']>(
      (worst, part) => (worse.indexOf(part.state) > worse.indexOf(worst) ? part.state : worst),
      'ok',
    );
    if (!reader) return { state, reasons: [] };
    const reasons = [
      ...parts.filter((part) => part.state !== 'ok').flatMap((part) => part.reasons),
      ...links,
    ];
    return {
      state,
      reasons: reasons.filter((reason) => reason !== ''),
      services,
      bus,
      database,
      accounts,
      ports: await this.ports(),
    };
  }

  private async database(): Promise<Part> {
    try {
      const [row] = (await this.dataSource.query('show server_version')) as { server_version: string }[];
      return { state: 'ok', reasons: [], version: row?.server_version ?? 'unknown' };
    } catch {
      return { state: 'failed', reasons: ['the database cannot be reached; what comes in waits on the bus'] };
    }
  }

  private busPart(): Part {
    const { connected, serverVersion, reasons } = this.bus.status();
    const version = serverVersion === undefined ? {} : { version: serverVersion };
    if (!connected)
      return {
        state: 'failed',
        reasons: ['the bus cannot be reached; replies wait in the database'],
        ...version,
      };
    return { state: reasons.length > 0 ? 'degraded' : 'ok', reasons: [...reasons], ...version };
  }

  private async accountParts(reader: Reader, now: number): Promise<NonNullable<HealthView['accounts']>> {
    const accounts = await this.accounts.active(reader, now);
    return accounts.map(({ id, channel, address, health: { state, reason, why, since } }) => ({
      id,
      channel,
      address,
      state,
      reason,
      ...(why && { why }),
      since,
    }));
  }

  /** Links in mails and forms that nobody outside can follow. */
  private linkReasons(): string[] {
    const urls = { FILO_PUBLIC_URL: publicUrlOf(this.settings), FILO_FORM_URL: formUrlOf(this.settings) };
    return Object.entries(urls)
      .filter(([, url]) => /^(localhost|127\.|\[::1\])/.test(new URL(url).hostname))
      .map(
        ([name, url]) =>
          `${name}: ${url} can be reached from this machine alone. Set it to a public address when others are to follow links.`,
      );
  }

  private async ports(): Promise<Record<string, number>> {
    if (this.settings.FILO_PORTS_FILE === undefined) return {};
    try {
      const read = z
        .record(z.string(), z.unknown())
        .parse(JSON.parse(await readFile(this.settings.FILO_PORTS_FILE, 'utf8')));
      return Object.fromEntries(
        Object.entries(read).filter((pair): pair is [string, number] => Number.isInteger(pair[1])),
      );
    } catch {
      return {};
    }
  }
}

const isJudged = ({ state, lastSeenAt }: { state: string; lastSeenAt: string | null }): boolean =>
  state !== 'starting' || lastSeenAt !== null;

const named = (name: string, part: Part): Part => ({
  ...part,
  reasons: part.reasons.map((reason) => `${name}: ${reason}`),
});

/** One mailbox that fails degrades the whole, it does not fail it. */
const softer = (state: HealthView['state']): HealthView['state'] =>
  state === 'failed' ? 'degraded' : state === 'starting' ? 'ok' : state;
