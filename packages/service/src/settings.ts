import { z } from 'zod';

/** A TCP port; 0 asks the system for a free one. */
export const portSetting = z.coerce.number().int().min(0).max(65_535);

/** `1`, `true`, `yes`, `on` and their opposites. */
export const flagSetting = z.stringbool();

/** A list separated by commas; blanks are dropped. */
export const listSetting = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** A secret of 32 bytes or more as base64url, such as FILO_SECRET_KEY. */
export const secretKeySetting = z
  .string()
  .regex(/^[A-Za-z0-9_-]+={0,2}$/, 'must be base64url')
  .refine((value) => Buffer.from(value, 'base64url').length >= 32, 'must hold 32 bytes or more');

/** What `runService` itself reads; apps spread it into their own schema so that `.env.example` is complete. */
export const serviceSettings = {
  /** `production` refuses what only tests may do without, such as a bus that does not fsync before it acknowledges. */
  NODE_ENV: z.string().default('development'),
  FILO_HOST: z.string().min(1).default('127.0.0.1'),
  /** Health and metrics over HTTP; without it on the service's usual port, or on a free one where that is taken. */
  FILO_HEALTH_PORT: portSetting.optional(),
  /** Where that port listens: they are nobody's business outside, wherever the service itself listens. */
  FILO_HEALTH_HOST: z.string().min(1).default('127.0.0.1'),
  FILO_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Set by a launcher: the service ends itself when its parent process is gone. */
  FILO_EXIT_WITH_PARENT: flagSetting.default(false),
  /** Milliseconds that a shutdown may take before the process ends itself. */
  FILO_SHUTDOWN_MS: z.coerce.number().int().min(100).max(600_000).default(15_000),
};

export const serviceConfig = z.object(serviceSettings);
export type ServiceConfig = z.output<typeof serviceConfig>;
