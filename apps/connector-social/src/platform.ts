import type { Channel } from '@filo/connector';
import type { Service } from '@filo/service';
import type { z } from 'zod';
import type { SharedConfig } from './shared-settings.js';

/** A platform that runs: its channel, and what it does once the accounts present have been read. */
export interface OpenPlatform {
  channel: Channel;
  started?(): void;
}

/**
 * All that the connector knows of a platform. `platforms/<name>/platform.ts` exports it as `platform`, the folder has the name of its channel, and
 * nothing outside the folder names it: `src/all-platforms.ts` is written from the listing of the folders (docs/decisions/0073).
 */
export interface Platform<Settings extends z.ZodRawShape = Record<never, never>> {
  /** What it reads from the environment beside what all share; `.env.example` in its folder names each, where there are any. */
  readonly settings: Settings;
  /** Makes its channel, before the bus is there. */
  open(context: {
    config: SharedConfig & z.output<z.ZodObject<Settings>>;
    service: Service;
  }): OpenPlatform | Promise<OpenPlatform>;
}

/** A platform among others, whatever it reads from the environment. */
export type AnyPlatform = Platform<z.ZodRawShape>;
