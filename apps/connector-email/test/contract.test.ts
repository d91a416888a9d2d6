import { describeChannelContract } from '@filo/connector/testing';
import { Dovecot, withoutDovecot } from '@filo/testing';
import { aMail } from './servers/a-mail.js';
import { makeTestChannel } from './servers/make-test-channel.js';
import { SmtpSink } from './servers/smtp-sink.js';

const why = withoutDovecot();
let dovecot: Dovecot | undefined;
afterAll(() => dovecot?.stop());

if (why !== undefined) {
  it.skip(`left out: ${why}`, () => undefined);
} else {
  describeChannelContract({
    name: 'email',
    canSend: true,
    cannot: { 'take back': 'a mail that was sent has been received' },
    setUp: async () => {
      await dovecot?.stop();
      dovecot = await Dovecot.start();
      const source = dovecot;
      const sink = await SmtpSink.start();
      return {
        channel: makeTestChannel().channel,
        address: 'support@example.com',
        settings: {
          imap: {
            host: '127.0.0.1',
            port: source.ports.imap,
            security: 'none',
            user: 'support',
            folders: ['INBOX'],
          },
          smtp: { host: '127.0.0.1', port: sink.port, security: 'none' },
        },
        secrets: { imapPassword: 'pw1' },
        write: (text) => source.deliver('support', aMail({ text })),
        breakSource: () => source.down(),
        mendSource: () => source.up(),
        received: () => Promise.resolve(sink.taken.map(({ raw }) => raw)),
        nextSend: async (treatment) => {
          if (treatment === 'later') sink.refuse = { at: 'recipient', code: 451, text: '4.7.1 Come back' };
          if (treatment === 'refused')
            sink.refuse = { at: 'recipient', code: 550, text: '5.1.1 Nobody here' };
          if (treatment === 'cut') sink.cut = 'before-answer';
        },
        close: () => sink.stop(),
      };
    },
  });
}
