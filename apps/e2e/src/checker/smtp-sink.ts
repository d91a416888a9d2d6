import { SMTPServer } from 'smtp-server';

export interface SunkMail {
  messageId: string;
  to: string;
  raw: string;
}

export interface SinkOptions {
  /** Every so many mails it takes the mail and hangs up without a word. */
  hangUpEvery?: number;
  /** How long it thinks before it says that it has a mail. */
  slowMs?: number;
}

/** The mail server of the customers: counts what arrives, and now and then takes a mail and hangs up without a word. */
export class SmtpSink {
  readonly mails: SunkMail[] = [];
  private readonly server: SMTPServer;
  private taken = 0;
  private unanswered = 0;

  private constructor({ hangUpEvery = 0, slowMs = 0 }: SinkOptions) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          const to = session.envelope.rcptTo.map(({ address }) => address).join(',');
          this.mails.push({ raw, to, messageId: /^Message-ID:\s+(<[^>]+>)/im.exec(raw)?.[1] ?? '' });
          this.taken += 1;
          if (hangUpEvery > 0 && this.taken % hangUpEvery === 0) return hangUp(this.server, session.id);
          this.unanswered += 1;
          setTimeout(() => {
            this.unanswered -= 1;
            done();
          }, slowMs);
        });
      },
    });
    // A client that is killed resets its connection; that is its affair.
    this.server.on('error', () => undefined);
  }

  static async start(options: SinkOptions = {}): Promise<SmtpSink> {
    const sink = new SmtpSink(options);
    await new Promise<void>((resolve) => sink.server.listen(0, '127.0.0.1', () => resolve()));
    return sink;
  }

  get url(): string {
    const address = this.server.server.address();
    return `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  /** It has a mail, and the sender does not know that yet. */
  get keepsInDoubt(): boolean {
    return this.unanswered > 0;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

const hangUp = (server: SMTPServer, sessionId: string): void => {
  const { connections } = server as unknown as {
    connections: Set<{ id: string; _socket: { destroy(): void } }>;
  };
  for (const connection of connections) if (connection.id === sessionId) connection._socket.destroy();
};
