import { accountCreate, setup } from '@filo/contracts/http';
import { z } from 'zod';
import { faultsOf } from './validate-request.js';

const faults = (schema: z.ZodType, value: unknown) => {
  const result = schema.safeParse(value);
  return result.success ? [] : faultsOf(result.error.issues);
};
const sentence = (schema: z.ZodType, value: unknown) => faults(schema, value)[0]?.message;

describe('the sentence about a value that does not fit', () => {
  it.each([
    ['what is empty', z.string().min(1), '', 'Fill this in'],
    ['what is missing', z.string(), undefined, 'Fill this in'],
    ['a short password', z.string().min(12), 'short', 'At least 12 characters'],
    ['a long text', z.string().max(3), 'long', 'At most 3 characters'],
    ['an address', z.email(), 'ada', 'This is not an e-mail address'],
    [
      'an address of two kinds',
      z.email().or(z.string().regex(/@localhost$/)),
      'ada',
      'This is not an e-mail address',
    ],
    ['a choice', z.enum(['tls', 'none']), 'ssl', 'Choose one of: tls, none'],
    ['a number', z.int().max(65_535), 70_000, 'At most 65535'],
    ['half a number', z.int(), 1.5, 'This must be a whole number'],
    ['a number as text', z.int(), '25', 'This must be a number'],
    ['an empty list', z.array(z.string()).min(1), [], 'At least 1 entry'],
    [
      'a pattern',
      z.string().regex(/^[a-z]+$/),
      'A B',
      'This has characters or a form that is not allowed here',
    ],
  ])('speaks to a person about %s', (_, schema, value, expected) => {
    expect(sentence(schema, value)).toBe(expected);
  });

  it('names every field of an empty setup and each unknown one', () => {
    const all = faults(setup, {
      token: 'x',
      email: 'ada',
      name: '',
      password: 'short',
      organisation: ' ',
      admin: true,
    });
    expect(all).toEqual([
      { path: 'email', message: 'This is not an e-mail address' },
      { path: 'name', message: 'Fill this in' },
      { path: 'password', message: 'At least 12 characters' },
      { path: 'organisation', message: 'Fill this in' },
      { path: 'admin', message: 'Unknown field' },
    ]);
  });

  it('names what a mailbox lacks, not its channel', () => {
    expect(faults(accountCreate, { channel: 'email' })).toEqual([
      { path: 'address', message: 'Fill this in' },
    ]);
  });

  it('never passes on the words of the validator', () => {
    for (const value of ['', 5, null, undefined, [], {}]) {
      for (const { message } of faults(setup, { token: value, email: value, name: value, password: value })) {
        expect(message).not.toMatch(/expected|received|invalid/i);
      }
    }
  });
});
