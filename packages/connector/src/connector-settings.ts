import { busTlsSettings } from '@filo/bus';
import { secretKeySetting, serviceSettings } from '@filo/service';
import { z } from 'zod';

/** What every connector reads from the environment; an app spreads it into its own schema. */
export const connectorSettings = {
  ...serviceSettings,
  ...busTlsSettings,
  NATS_URL: z.string().min(1),
  NATS_USER: z.string().min(1).optional(),
  NATS_PASSWORD: z.string().min(1).optional(),
  /** This service's own; its key pair for account secrets is derived from it. */
  FILO_SECRET_KEY: secretKeySetting,
  /** This service's own data folder. */
  FILO_DATA: z.string().min(1).default('.filo'),
  /** Keeps test files apart on one bus; empty else. */
  FILO_STREAM_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9]*$/, 'must hold letters and digits only')
    .default(''),
};

export const connectorConfig = z.object(connectorSettings);
export type ConnectorConfig = z.output<typeof connectorConfig>;
