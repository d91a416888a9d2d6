import { Bus } from '@filo/bus';
import type { Why } from '@filo/contracts';
import type { HealthView } from '@filo/contracts/http';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { formUrlOf, publicUrlOf, type CoreSettings } from '../config.js';
import { ShowAccounts } from '../accounts/show-accounts.js';
import { stoppedWebhooks } from '../webhooks/stopped-webhooks.js';
import { waitingForPaused } from '../outbox/waiting-for-paused.js';
import { ExpectedServices } from './expected-services.js';
import { WatchServices } from './watch-services.js';

type Part = NonNullable<HealthView['bus']>;

/** A reason as it stands on the page, which says of what it is. */
interface Line {
  about: string;
  reason: string;
  why: Why[];
}

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
    const stopped = reader && database.state === 'ok' ? await this.stopped(reader) : [];
    const parts: [about: string, part: Part][] = [
      ['database', database],
      ['bus', bus],
      // One that was not heard yet since the api started makes nobody wait.
      ...services.filter(isJudged).map((service): [string, Part] => [service.service, service]),
      ...accounts.map(({ address, state, reason, why = [] }): [string, Part] => [
        address,
        { state: softer(state), reasons: [reason], reasonWhys: [why] },
      ]),
    ];
    const state = parts.reduce<HealthView['state']>(
      (worst, [, part]) => (worse.indexOf(part.state) > worse.indexOf(worst) ? part.state : worst),
      'ok',
    );
    if (!reader) return { state, reasons: [] };
    const lines = [
      ...parts.filter(([, part]) => part.state !== 'ok').flatMap(([about, part]) => linesOf(about, part)),
      ...stopped,
      ...links,
    ].filter(({ reason }) => reason !== '');
    return {
      state,
      reasons: lines.map(({ about, reason }) => `${about}: ${reason}`),
      reasonWhys: lines.map(({ why }) => why),
      abouts: lines.map(({ about }) => about),
      services,
      bus,
      database,
      accounts,
      ports: await this.ports(),
    };
  }

  private async stopped(reader: Reader): Promise<Line[]> {
    return [
      ...(await stoppedWebhooks(this.dataSource, reader)),
      ...(await waitingForPaused(this.dataSource, reader)),
    ];
  }

  private async database(): Promise<Part> {
    try {
      const [row] = (await this.dataSource.query('show server_version')) as { server_version: string }[];
      return { state: 'ok', reasons: [], version: row?.server_version ?? 'unknown' };
    } catch {
      return {
        state: 'failed',
        reasons: ['the database cannot be reached; what comes in waits on the bus'],
        reasonWhys: [[{ code: 'database-away' }]],
      };
    }
  }

  private busPart(): Part {
    const { connected, serverVersion, reasons } = this.bus.status();
    const version = serverVersion === undefined ? {} : { version: serverVersion };
    if (!connected)
      return {
        state: 'failed',
        reasons: ['the bus cannot be reached; replies wait in the database'],
        reasonWhys: [[{ code: 'bus-away' }]],
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
  private linkReasons(): Line[] {
    const urls = { FILO_PUBLIC_URL: publicUrlOf(this.settings), FILO_FORM_URL: formUrlOf(this.settings) };
    return Object.entries(urls)
      .filter(([, url]) => /^(localhost|127\.|\[::1\])/.test(new URL(url).hostname))
      .map(([about, url]) => ({
        about,
        reason: `${url} can be reached from this machine alone. Set it to a public address when others are to follow links.`,
        why: [{ code: 'links-from-here-alone', with: { url } }],
      }));
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

const linesOf = (about: string, { reasons, reasonWhys }: Part): Line[] =>
  reasons.map((reason, n) => ({ about, reason, why: reasonWhys?.[n] ?? [] }));

/** One mailbox that fails degrades the whole, it does not fail it. */
const softer = (state: HealthView['state']): HealthView['state'] =>
  state === 'failed' ? 'degraded' : state === 'starting' ? 'ok' : state;
