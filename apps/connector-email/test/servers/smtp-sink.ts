import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type SinkFault = 'greeting' | 'sender' | 'recipient' | 'data' | 'end';

/** Somebody else's SMTP server, which takes mail and can refuse or cut at every step. */
export class SmtpSink {
  readonly taken: { from: string; to: string[]; raw: string }[] = [];
  /** Refuses at this step with this reply. */
  refuse: { at: SinkFault; code: number; text: string } | undefined;
  /** Cuts the line: when the first bytes of a mail arrive, or after all of it without an answer. */
  cut: 'first-byte' | 'before-answer' | undefined;
  /** Does not answer at this step before it is let go. */
  silent: { at: 'recipient' | 'end'; until: Promise<void> } | undefined;
  /** Bytes of mail that arrived, of all transactions. */
  bytes = 0;
  port = 0;
  /** For a server that takes tokens: none any more. */
  takesTokens = true;

  private constructor(private readonly server: SMTPServer) {}

  static async start(
    options: {
      users?: Record<string, string>;
      /** Takes OAuth 2 tokens instead: whether this one opens this user's account. */
      token?: (user: string, token: string) => boolean;
      tls?: { key: string; cert: string };
      secure?: boolean;
    } = {},
  ) {
    const refusal = (at: SinkFault) =>
      sink.refuse?.at === at
        ? Object.assign(new Error(sink.refuse.text), { responseCode: sink.refuse.code })
        : undefined;
    const said = (at: SinkFault) => (sink.silent?.at === at ? sink.silent.until : Promise.resolve());
    const withLogin = options.users !== undefined || options.token !== undefined;
    const server = new SMTPServer({
      ...options.tls,
      secure: options.secure ?? false,
      authOptional: !withLogin,
      authMethods: options.token === undefined ? ['PLAIN', 'LOGIN'] : ['XOAUTH2'],
      allowInsecureAuth: true,
      disabledCommands: [...(withLogin ? [] : ['AUTH']), ...(options.tls ? [] : ['STARTTLS'])],
      logger: false,
      onConnect: (_session, done) => done(refusal('greeting')),
      onAuth: ({ username = '', password, accessToken }, _session, done) =>
        (options.token?.(username, String(accessToken)) ?? options.users?.[username] === password)
          ? done(null, { user: username })
          : done(new Error('Invalid username or password')),
      onMailFrom: (_address, _session, done) => done(refusal('sender')),
      onRcptTo: (_address, _session, done) => void said('recipient').then(() => done(refusal('recipient'))),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        const hangUp = () => {
          for (const connection of server.connections) connection._socket.destroy();
        };
        stream.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          sink.bytes += chunk.length;
          if (sink.cut === 'first-byte') hangUp();
        });
        stream.on('end', () => {
          if (sink.cut === 'before-answer') return hangUp();
          const refused = refusal('end');
          if (refused !== undefined) return done(refused);
          const { mailFrom, rcptTo } = session.envelope;
          sink.taken.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks).toString('utf8'),
          });
          void said('end').then(() => done(null, '2.0.0 queued as 4711'));
        });
      },
    });
    const sink: SmtpSink = new SmtpSink(server);
    server.on('error', () => undefined);
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    sink.port = (listening.address() as AddressInfo).port;
    return sink;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }
}
