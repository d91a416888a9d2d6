import { loadConfig } from '@filo/service';
import { z } from 'zod';
import { allPlatforms } from './all-platforms.js';
import type { AnyPlatform } from './platform.js';
import { sharedSettings } from './shared-settings.js';

/** What the connector reads from the environment with these platforms; every `.env.example` is tested against it. */
export const settingsOf = (platforms: readonly AnyPlatform[]) => {
  const own: z.ZodRawShape = Object.assign({}, ...platforms.map(({ settings }) => settings));
  return z.object({ ...own, ...sharedSettings });
};

export const loadSocialConfig = () => loadConfig(settingsOf(Object.values(allPlatforms)), process.env);
