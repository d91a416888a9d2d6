import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import { TemporaryError } from '@filo/connector';
import type { ImapServer } from '../email-settings.js';
import type { ServerLogin } from '../servers/server-login.js';
import { uidSet } from './uid-set.js';

export interface ImapSessionOptions {
  server: ImapServer;
  login: ServerLogin;
  /** Further authorities, PEM. */
  authorities?: string;
  rawBytesMax: number;
}

export interface Folder {
  path: string;
  /** Such as `\Sent` (RFC 6154). */
  specialUse?: string;
}

export interface OpenFolder {
  path: string;
  uidValidity: string;
  uidNext: number;
  exists: number;
}

export interface ListedMail {
  uid: number;
  bytes: number;
  /** INTERNALDATE: when the server took it. */
  arrivedAt: Date;
}

export interface FetchedMail extends ListedMail {
  raw: Buffer;
}

/**
 * One connection to a mailbox, used once: the library never reconnects, so a new session is opened instead. Opens folders
 * read only, never sets a flag and never deletes. The library's `false` for "it did not work" becomes an error here, and
 * nowhere else is the library known.
 */
export class ImapSession {
  private news = false;
  private wake: (() => void) | undefined;
  private failure: unknown;

  private constructor(private readonly client: ImapFlow) {
    // Without a listener an error event would end the process.
    client.on('error', (error: unknown) => {
      this.failure = error;
      this.wake?.();
    });
    client.on('close', () => this.wake?.());
    client.on('exists', () => {
      this.news = true;
      this.wake?.();
    });
  }

  /** Rejects with the library's error, to be read by `problemOf`. */
  static async open(options: ImapSessionOptions): Promise<ImapSession> {
    const client = new ImapFlow(clientOptions(options));
    const session = new ImapSession(client);
    try {
      await client.connect();
      return session;
    } catch (error) {
      // After a failed connect the socket stays open until it is closed by hand.
      client.close();
      throw session.failure ?? error;
    }
  }

  async folders(): Promise<Folder[]> {
    const listed = await this.client.list();
    return listed
      .filter((folder) => !folder.flags.has('\\Noselect') && !folder.flags.has('\\NonExistent'))
      .map(({ path, specialUse }) => ({ path, ...(specialUse === undefined ? {} : { specialUse }) }));
  }

  async openFolder(path: string): Promise<OpenFolder> {
    const opened = await this.client.mailboxOpen(path, { readOnly: true });
    return {
      path: opened.path,
      uidValidity: String(opened.uidValidity),
      uidNext: opened.uidNext,
      exists: opened.exists,
    };
  }

  /** UIDs above `last`, ascending. */
  async uidsAbove(last: number): Promise<number[]> {
    // `n:*` also names the newest mail when n is above it.
    return (await this.uids({ uid: `${last + 1}:*` })).filter((uid) => uid > last);
  }

  uidsSince(since: Date): Promise<number[]> {
    return this.uids({ since });
  }

  uidsOfMessageId(messageId: string): Promise<number[]> {
    return this.uids({ header: { 'Message-ID': messageId } });
  }

  /** Where answers to any of these mails go, in small letters. */
  async repliesTo(uids: readonly number[]): Promise<Set<string>> {
    const found = await this.client.fetchAll(uidSet(uids), { uid: true, envelope: true }, { uid: true });
    this.mustBeUsable('read the heads of mails');
    return new Set(
      found.flatMap(({ envelope }) =>
        (envelope?.replyTo ?? []).map(({ address = '' }) => address.toLowerCase()),
      ),
    );
  }

  async list(uids: readonly number[]): Promise<ListedMail[]> {
    const found = await this.client.fetchAll(
      uidSet(uids),
      { uid: true, size: true, internalDate: true },
      { uid: true },
    );
    this.mustBeUsable('list mails');
    return found.map((mail) => ({
      uid: mail.uid,
      bytes: mail.size ?? 0,
      arrivedAt: dateOf(mail.internalDate),
    }));
  }

  /** The mails that are still there; `bytesMax` cuts each. */
  async fetch(mails: readonly ListedMail[], bytesMax?: number): Promise<FetchedMail[]> {
    const found = await this.client.fetchAll(
      uidSet(mails.map((mail) => mail.uid)),
      { uid: true, source: bytesMax === undefined ? true : { maxLength: bytesMax } },
      { uid: true },
    );
    this.mustBeUsable('fetch mails');
    const raws = new Map(found.map((mail) => [mail.uid, mail.source]));
    return mails.flatMap((mail) => {
      const raw = raws.get(mail.uid);
      return raw === undefined ? [] : [{ ...mail, raw }];
    });
  }

  async append(path: string, raw: Buffer): Promise<void> {
    const done = await this.client.append(path, raw, ['\\Seen']);
    if (done === false)
      throw new TemporaryError(`The server did not take a copy into the folder ${path}.`, {
        why: { code: 'mail-no-copy', with: { folder: path.slice(0, 500) } },
      });
  }

  /**
   * Resolves after `maxMs`, or sooner when the server says that there is something new in the open folder. Rejects when the
   * connection is gone.
   */
  async waitForNews(maxMs: number, signal: AbortSignal): Promise<void> {
    if (!this.news && !signal.aborted && this.client.usable) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, maxMs);
        const done = () => resolve();
        this.wake = done;
        signal.addEventListener('abort', done, { once: true });
        // IDLE ends when the next command is sent; a server without it is asked by NOOP.
        this.client.idle().catch(done);
        this.cleanUp = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
        };
      });
      this.cleanUp?.();
      this.wake = undefined;
    }
    this.news = false;
    if (!signal.aborted) this.mustBeUsable('wait for news');
  }
  private cleanUp: (() => void) | undefined;

  close(): void {
    this.client.close();
  }

  private async uids(query: Parameters<ImapFlow['search']>[0]): Promise<number[]> {
    const found = await this.client.search(query, { uid: true });
    if (!Array.isArray(found)) {
      this.mustBeUsable('search');
      throw new TemporaryError('The server refused to search the folder.', {
        why: { code: 'mail-no-search' },
      });
    }
    return found.toSorted((a, b) => a - b);
  }

  private mustBeUsable(task: string): void {
    if (this.client.usable) return;
    throw this.failure ?? Object.assign(new Error(`Cut off while about to ${task}`), { code: 'ECONNRESET' });
  }
}

const dateOf = (date: Date | string | undefined): Date => {
  const parsed = date === undefined ? new Date() : new Date(date);
  return Number.isNaN(parsed.getTime()) ? new Date() : parsed;
};

const clientOptions = ({ server, login, authorities, rawBytesMax }: ImapSessionOptions): ImapFlowOptions => ({
  host: server.host,
  port: server.port,
  secure: server.security === 'tls',
  ...(server.security === 'tls' ? {} : { doSTARTTLS: server.security === 'starttls' }),
  auth: {
    user: login.user,
    ...(login.accessToken === undefined
      ? { pass: login.password ?? '' }
      : { accessToken: login.accessToken }),
  },
  ...(authorities === undefined ? {} : { tls: { ca: authorities } }),
  logger: false,
  disableAutoIdle: true,
  qresync: false,
  clientInfo: { name: 'Filo' },
  connectionTimeout: 15_000,
  greetingTimeout: 10_000,
  // Above the poll interval, so that silence while idling is no fault.
  socketTimeout: 150_000,
  maxLiteralSize: rawBytesMax + 1024,
  maxResponseSize: rawBytesMax + 16 * 1024 * 1024,
});
