import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Listening } from '@filo/connector';
import { answers, type DoorAnswer } from './door-answer.js';
import { ByteBudget } from './byte-budget.js';
import type { DoorNetworks } from './door-networks.js';
import type { MailDoor } from './mail-door.js';
import { readData } from './read-data.js';

export interface SmtpDoorOptions {
  host: string;
  port: number;
  /** Name in the greeting. */
  name?: string;
  networks: DoorNetworks;
  /** For STARTTLS; without it the door does not offer it. */
  tls?: { key: string; cert: string };
  log: Listening['log'];
  rawBytesMax?: number;
}

const megabyte = 1024 * 1024;

/** The SMTP server in front of all mail accounts. Takes no passwords and relays nothing. */
export class SmtpDoor {
  private readonly server: SMTPServer;
  private readonly budget: ByteBudget;

  constructor(
    private readonly door: MailDoor,
    private readonly options: SmtpDoorOptions,
  ) {
    const rawBytesMax = options.rawBytesMax ?? 64 * megabyte;
    this.budget = new ByteBudget(2 * rawBytesMax);
    this.server = new SMTPServer({
      ...(options.name === undefined ? {} : { name: options.name }),
      ...options.tls,
      banner: 'Filo',
      disabledCommands: options.tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
      authOptional: true,
      disableReverseLookup: true,
      size: rawBytesMax,
      maxClients: 200,
      closeTimeout: 3_000,
      logger: false,
      onConnect: (session, done) => done(this.refuseClient(session)),
      onRcptTo: ({ address }, _session, done) => done(errorOf(this.door.refuse(address))),
      onData: (stream, session, done) => {
        void this.takeData(stream, session).then((answer) =>
          answer.code === 250 ? done(null, answer.text) : done(errorOf(answer)),
        );
      },
    });
    // Faults of single connections; the listener's own are thrown by `listen`.
    this.server.on('error', (error) =>
      options.log.warn({ why: error.message }, 'mail door connection failed'),
    );
  }

  /** Resolves with the port it listens on. */
  async listen(): Promise<number> {
    const listening = this.server.listen(this.options.port, this.options.host);
    await once(listening, 'listening');
    return (listening.address() as AddressInfo).port;
  }

  /** Takes no new connections, lets the open ones end. */
  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }

  private refuseClient(session: SMTPServerSession): Error | undefined {
    return this.options.networks.allows(session.remoteAddress) ? undefined : errorOf(answers.foreign);
  }

  private async takeData(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<DoorAnswer> {
    try {
      const { data, release } = await readData(stream, this.budget);
      try {
        if (data.type === 'too-large') return answers.tooLarge;
        if (data.type === 'no-room') return answers.full;
        const { answer, error } = await this.door.take(mailOf(data.raw, session));
        if (error !== undefined) this.options.log.warn({ why: String(error) }, 'mail door could not store');
        return answer;
      } finally {
        release();
      }
    } catch (error) {
      this.options.log.warn({ why: String(error) }, 'mail door connection failed');
      return answers.away;
    }
  }
}

const mailOf = (raw: Buffer, session: SMTPServerSession) => {
  const { mailFrom, rcptTo } = session.envelope;
  return {
    raw,
    client: {
      ip: session.remoteAddress,
      name: session.hostNameAppearsAs || session.clientHostname,
      mailFrom: mailFrom ? mailFrom.address : '',
    },
    recipients: rcptTo.map(({ address }) => address),
    at: new Date(),
  };
};

const errorOf = (answer: DoorAnswer | undefined): Error | undefined =>
  answer && Object.assign(new Error(answer.text), { responseCode: answer.code });
