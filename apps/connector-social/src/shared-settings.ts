import { connectorSettings } from '@filo/connector';
import { z } from 'zod';

/** What every platform is given of the environment. */
export const sharedSettings = {
  ...connectorSettings,
  NATS_USER: z.string().min(1).default('social'),
  /** Seconds between two looks at what an account was told. */
  FILO_SOCIAL_POLL_SECONDS: z.coerce.number().int().min(1).max(3600).default(10),
  /** Minutes that a post must be missing until it counts as deleted; what it said is emptied then. */
  FILO_SOCIAL_GONE_AFTER_MINUTES: z.coerce.number().int().min(0).max(10_080).default(60),
};

export type SharedConfig = z.output<z.ZodObject<typeof sharedSettings>>;
