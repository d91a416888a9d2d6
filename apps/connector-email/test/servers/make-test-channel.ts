import type { EmailChannelOptions } from '../../src/make-email-channel.js';
import { makeEmailChannel } from '../../src/make-email-channel.js';
import { PlainReader } from './plain-reader.js';

/** The real channel with a plain reader and a judge who knows nobody. */
export const makeTestChannel = (over: Partial<EmailChannelOptions> = {}) =>
  makeEmailChannel({
    reader: new PlainReader(),
    judge: { run: async () => ({ verdict: 'claimed', reason: 'not judged in this test' }) },
    doorCommitMs: 2_000,
    pollMs: 60_000,
    ...over,
  });
