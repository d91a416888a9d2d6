import { problemOf, problemOfTest, type ProblemCode } from './server-problem.js';

const server = { kind: 'imap' as const, host: 'mail.example.com', port: 993 };

describe('what a mail server complains of', () => {
  it.each<[ProblemCode, object]>([
    ['wrong-password', { authenticationFailed: true, responseText: 'Authentication failed.' }],
    ['wrong-password', { code: 'EAUTH', response: '535 no' }],
    ['host-not-found', { code: 'ENOTFOUND' }],
    ['host-not-found', { code: 'ESOCKET', originalCode: 'EAI_AGAIN' }],
    ['certificate-expired', { code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' }],
    ['certificate-name', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
    ['certificate-untrusted', { cause: { code: 'SELF_SIGNED_CERT_IN_CHAIN' } }],
    ['starttls-missing', { code: 'ETLS', command: 'STARTTLS', response: '502 no' }],
    ['starttls-missing', { message: 'Server does not support STARTTLS', tlsFailed: true }],
    ['tls-failed', { code: 'EPROTO' }],
    ['timeout', { code: 'GREETING_TIMEOUT' }],
    ['timeout', { code: 'ETIMEDOUT' }],
    ['folder-missing', { mailboxMissing: true }],
    ['unreachable', { code: 'ECONNREFUSED' }],
    ['unreachable', {}],
    ['refused', { responseText: 'Too many connections' }],
  ])('%s from %j', (code, error) => {
    expect(problemOf(error, server).code).toBe(code);
  });

  it('is told with what happened, what is safe and what to do, and its own words', () => {
    const { message, detail } = problemOf({ authenticationFailed: true, responseText: 'No way' }, server);
    expect(message).toBe(
      'The IMAP server mail.example.com:993 refused the user name or password. Mail stays in the mailbox and is read later. Enter the right one; some providers want an app password.',
    );
    expect(detail).toBe('No way');
  });

  it('speaks of no mail that waits while settings are only tested', () => {
    const { message } = problemOfTest({ authenticationFailed: true }, server);
    expect(message).toBe(
      'The IMAP server mail.example.com:993 refused the user name or password. Enter the right one; some providers want an app password.',
    );
  });
});
