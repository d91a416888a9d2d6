import { Readable } from 'node:stream';
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import XOAuth2 from 'nodemailer/lib/xoauth2';
import type { SmtpServer } from '../email-settings.js';
import type { ServerLogin } from '../servers/server-login.js';

export interface SmtpClientOptions {
  server: SmtpServer;
  login?: ServerLogin;
  /** Our name in EHLO. */
  name?: string;
  /** Further authorities, PEM. */
  authorities?: string;
  patience?: SmtpPatience;
}

/** How long a server may be silent. */
export interface SmtpPatience {
  /** In a step before the first byte of a mail, which does no harm to try again. */
  beforeDataMs: number;
  /** After it: who gives up sooner than a server that scans what it was given makes doubles (RFC 5321, 4.5.3.2.6 asks for ten minutes). */
  afterDataMs: number;
}

const usualPatience: SmtpPatience = { beforeDataMs: 120_000, afterDataMs: 600_000 };

export interface SmtpEnvelope {
  from: string;
  to: string;
}

/** One connection to an SMTP server for one mail; no pool, so that nothing is ever sent again behind our back. */
export class SmtpClient {
  private lost: ((error: Error) => void) | undefined;
  private clock: NodeJS.Timeout | undefined;

  private constructor(
    private readonly connection: SMTPConnection,
    private readonly beforeDataMs: number,
  ) {
    connection.on('error', (error: Error) => this.lost?.(error));
    connection.on('end', () => this.lost?.(new Error('The server closed the connection')));
  }

  /** Connects and logs in. Rejects with the library's error, to be read by `problemOf`. */
  static async open(options: SmtpClientOptions): Promise<SmtpClient> {
    const { patience = usualPatience } = options;
    const connection = new SMTPConnection(connectionOptions(options, patience));
    const client = new SmtpClient(connection, patience.beforeDataMs);
    try {
      await client.step((done) => connection.connect(done));
      const auth = options.login && authOf(options.login);
      if (auth !== undefined) await client.step((done) => connection.login(auth, done));
      return client;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /**
   * One transaction. `start` runs after the server has agreed to take the data and before the first byte of them; when it
   * rejects, that is thrown and the caller must `close`: without the final dot the server takes nothing (RFC 5321, 4.1.1.4).
   * Resolves with the server's words; rejects with `handedOver` saying whether a byte of the mail may have left.
   */
  async send(envelope: SmtpEnvelope, raw: Buffer, start: () => Promise<void>): Promise<string> {
    const gate = new Gate(raw, () => {
      clearTimeout(this.clock);
      return start();
    });
    const data = Readable.from(
      gate.open(() => data.destroyed),
      { objectMode: false },
    );
    try {
      const sent = await this.step<{ response: string }>((done) =>
        this.connection.send({ from: envelope.from, to: [envelope.to], size: raw.length }, data, done),
      );
      return sent.response;
    } catch (error) {
      await gate.settled;
      throw gate.stopped ?? new SendFault(error, gate.handedOver);
    } finally {
      data.destroy();
    }
  }

  /** Ends politely. */
  quit(): void {
    this.lost = undefined;
    this.connection.quit();
  }

  /** Cuts. */
  close(): void {
    this.lost = undefined;
    this.connection.close();
  }

  private async step<Result = unknown>(
    run: (done: (error?: Error | null, result?: Result) => void) => void,
  ): Promise<Result> {
    this.clock = setTimeout(() => this.lost?.(silent()), this.beforeDataMs);
    try {
      return await new Promise<Result>((resolve, reject) => {
        this.lost = reject;
        run((error, result) => (error ? reject(error) : resolve(result as Result)));
      });
    } finally {
      clearTimeout(this.clock);
    }
  }
}

/** A transaction failed; `cause` is the library's error. */
export class SendFault extends Error {
  constructor(
    cause: unknown,
    readonly handedOver: boolean,
  ) {
    super('The SMTP transaction failed', { cause });
  }
}

/** Lets the mail through once `start` has resolved. */
class Gate {
  handedOver = false;
  stopped: unknown;
  /** Resolved unless `start` is under way: its answer must be known before anybody says how the transaction ended. */
  settled: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly raw: Buffer,
    private readonly start: () => Promise<void>,
  ) {}

  async *open(isCut: () => boolean): AsyncGenerator<Buffer> {
    const starting = this.start();
    this.settled = starting.catch((error: unknown) => (this.stopped = error ?? new Error('stopped')));
    await this.settled;
    // The library writes its own code into an error that it sees, so it gets another one.
    if (this.stopped !== undefined) throw new Error('Sending was stopped');
    if (isCut()) return;
    this.handedOver = true;
    yield this.raw;
  }
}

const silent = () => Object.assign(new Error('The server did not answer'), { code: 'ETIMEDOUT' });

const authOf = ({ user, password, accessToken }: ServerLogin) =>
  accessToken === undefined
    ? { user, pass: password ?? '' }
    : { user, oauth2: new XOAuth2({ user, accessToken }) };

const connectionOptions = (
  { server, name, authorities }: SmtpClientOptions,
  { afterDataMs }: SmtpPatience,
): SMTPConnectionOptions => ({
  host: server.host,
  port: server.port,
  secure: server.security === 'tls',
  requireTLS: server.security === 'starttls',
  ignoreTLS: server.security === 'none',
  ...(name === undefined ? {} : { name }),
  ...(authorities === undefined ? {} : { tls: { ca: authorities } }),
  connectionTimeout: 15_000,
  greetingTimeout: 15_000,
  dnsTimeout: 10_000,
  socketTimeout: afterDataMs,
  logger: false,
});
