import { pino } from 'pino';
import { redactFields } from './redact-fields.js';

/**
 * Fields first, then the event in a few fixed words: `log.info({ accountId, count }, 'caught up')`. Bodies, addresses and
 * secrets are redacted whatever is passed.
 */
export interface Logger {
  debug(fields: object, event: string): void;
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
  fatal(fields: object, event: string): void;
  /** A logger that adds these fields to every line. */
  child(fields: Record<string, unknown>): Logger;
}

export interface LoggerOptions {
  service: string;
  level: string;
  /** Where lines go; standard output by default, written at once so that a crash loses none. */
  destination?: { write(line: string): void };
}

/** One line of JSON per event. */
export const createLogger = (options: LoggerOptions): Logger =>
  pino(
    {
      level: options.level,
      base: { service: options.service },
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: redactFields,
        bindings: (fields) => redactFields(fields),
      },
      // The formatter above has made errors plain already.
      serializers: { err: (error: unknown) => error },
    },
    options.destination ?? pino.destination({ dest: 1, sync: true }),
  );
