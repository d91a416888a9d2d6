import { connectorSettings } from '@filo/connector';
import { loadConfig } from '@filo/service';
import { z } from 'zod';
import { safeAddress } from './service-address.js';
import { xSettings } from './x/x-settings.js';

/** What the connector reads from the environment; `.env.example` is tested against it. */
export const socialSettings = z.object({
  ...connectorSettings,
  NATS_USER: z.string().min(1).default('social'),
  /** Seconds between two looks at what an account was told. */
  FILO_SOCIAL_POLL_SECONDS: z.coerce.number().int().min(1).max(3600).default(10),
  /** Minutes that a post must be missing until it counts as deleted; what it said is emptied then. */
  FILO_SOCIAL_GONE_AFTER_MINUTES: z.coerce.number().int().min(0).max(10_080).default(60),
  /** The directory that tells where the accounts of Bluesky live. */
  FILO_BLUESKY_DIRECTORY_URL: safeAddress('The directory').default('https://plc.directory'),
  ...xSettings,
});

export const loadSocialConfig = () => loadConfig(socialSettings, process.env);
