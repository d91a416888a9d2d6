import { connectorSettings } from '@filo/connector';
import { loadConfig } from '@filo/service';
import { z } from 'zod';

/** What the sample reads from the environment; `.env.example` is tested against it. */
export const sampleSettings = z.object({
  ...connectorSettings,
  NATS_USER: z.string().min(1).default('sample'),
});

export const loadSampleConfig = () => loadConfig(sampleSettings, process.env);
