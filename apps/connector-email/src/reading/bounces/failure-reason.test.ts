import { failureReason, isHard } from './failure-reason.js';

describe('why a delivery failed', () => {
  it.each([
    ['550 5.1.1 <x@example.org>: User unknown in virtual mailbox table', '5.1.1', 'userunknown', true],
    [
      'Host or domain name not found. Name service error for name=nowhere.example',
      '5.4.4',
      'hostunknown',
      true,
    ],
    ['552 5.2.2 Mailbox full', '5.2.2', 'mailboxfull', false],
    ['554 5.7.1 Message rejected as spam by content filtering', '5.7.1', 'spamdetected', false],
    ['554 5.7.1 Service unavailable; client host blocked using zen.spamhaus.org', '5.7.1', 'blocked', false],
    [
      '550 5.7.26 Unauthenticated email is not accepted due to the domain DMARC policy',
      '5.7.26',
      'authfailure',
      false,
    ],
    ['552 5.3.4 Message size exceeds limit of this server', '5.3.4', 'mesgtoobig', false],
    ['connect to mx.example.org: Connection timed out', '4.4.1', 'expired', false],
    ['', '5.1.1', 'userunknown', true],
    ['', undefined, 'onhold', false],
  ])('%s (%s) is %s', (diagnostic, status, reason, hard) => {
    const failure = { diagnostic, status };
    expect(failureReason(failure)).toBe(reason);
    expect(isHard(failureReason(failure), failure)).toBe(hard);
  });

  it('knows a refusal of the sender from one of the recipient', () => {
    const failure = { diagnostic: '550 5.7.1 No such domain example.net', command: 'MAIL FROM' };
    expect(failureReason(failure)).toBe('rejected');
  });
});
