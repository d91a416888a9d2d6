import { createLogger } from './logger.js';
import { redactFields } from './redact-fields.js';

describe('redactFields', () => {
  it.each([
    [{ password: 'hunter2' }, { password: '[redacted]' }],
    [{ account: { smtpPassword: 'x', host: 'mx' } }, { account: { smtpPassword: '[redacted]', host: 'mx' } }],
    [{ text: 'Dear support' }, { text: '[redacted]' }],
    [{ to: ['a@b.example'] }, { to: '[redacted]' }],
    [{ reason: 'no box ada@example.org here' }, { reason: 'no box [address] here' }],
    [
      { bytes: new Uint8Array(3), count: 2, tokens: 5 },
      { bytes: '[3 bytes]', count: 2, tokens: 5 },
    ],
  ])('makes %j safe', (fields, safe) => {
    expect(redactFields(fields)).toEqual(safe);
  });

  it('survives cycles', () => {
    const ring: Record<string, unknown> = {};
    ring.again = ring;
    expect(redactFields(ring)).toEqual({ again: '[deeper]' });
  });

  it('keeps an error with its cause and masks addresses in both', () => {
    const error = new Error('cannot reach ada@example.org', { cause: new Error('550 <bob@example.org>') });
    const shown = JSON.stringify(redactFields({ err: error }));
    expect(shown).toContain('cannot reach [address]');
    expect(shown).toContain('550 <[address]>');
    expect(shown).not.toContain('example.org');
    expect(shown.match(/"stack"/g)).toHaveLength(1);
    expect(shown).toContain('redact-fields.test');
  });
});

it('writes one JSON line with level, service and event', () => {
  const lines: string[] = [];
  const log = createLogger({
    service: 'sample',
    level: 'info',
    destination: { write: (line) => lines.push(line) },
  });
  log
    .child({ accountId: 'a1' })
    .warn({ err: new Error('for ada@example.org'), secret: 's' }, 'cannot connect');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: 'warn',
    service: 'sample',
    accountId: 'a1',
    event: 'cannot connect',
    secret: '[redacted]',
    err: { message: 'for [address]' },
  });
});
