import { z } from 'zod';
import { portSetting } from '@filo/service';
import { safeAddress } from '../../service-address.js';
import type { XOptions } from './x.channel.js';

const price = (usual: number) => z.coerce.number().min(0).max(1_000).default(usual);

/** How X is asked, and what it costs; prices are those that X published in 2026. */
export const xSettings = {
  /** Another address that speaks for X, such as a gateway of the company. */
  FILO_X_API_URL: safeAddress('X').default('https://api.x.com'),
  /** Seconds between two looks. What is not there costs nothing. */
  FILO_X_POLL_SECONDS: z.coerce.number().int().min(1).max(86_400).default(60),
  /** Hours between two comparisons with core, and two looks for what was deleted: both cost. */
  FILO_X_COMPARE_HOURS: z.coerce.number().min(0).max(720).default(20),
  /** The most that one account may cost on one day (UTC); 0: no ceiling. */
  FILO_X_DAILY_CEILING: z.coerce.number().min(0).max(1_000_000).default(5),
  /** Where X tells what happens; 0: no such door, X is asked. */
  FILO_X_WEBHOOK_PORT: portSetting.default(0),
  /** Our app at X, where invited people may sign in with it; without an id they are not offered to. A secret where X gave one. */
  FILO_X_CLIENT_ID: z.string().trim().default(''),
  FILO_X_CLIENT_SECRET: z.string().trim().default(''),
  /** The page that they are sent to. */
  FILO_X_SIGN_IN_URL: safeAddress('The sign-in page of X').default('https://x.com/i/oauth2/authorize'),
  FILO_X_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('USD'),
  FILO_X_PRICE_POST_READ: price(0.005),
  FILO_X_PRICE_USER_READ: price(0.01),
  FILO_X_PRICE_MESSAGE_READ: price(0.01),
  FILO_X_PRICE_MEDIA_READ: price(0.005),
  FILO_X_PRICE_WRITE: price(0.015),
  FILO_X_PRICE_WRITE_WITH_LINK: price(0.2),
};

export const xOptionsOf = (
  config: z.output<z.ZodObject<typeof xSettings>> & { FILO_SOCIAL_GONE_AFTER_MINUTES: number },
): XOptions => ({
  apiUrl: config.FILO_X_API_URL,
  pollMs: config.FILO_X_POLL_SECONDS * 1_000,
  goneAfterMs: config.FILO_SOCIAL_GONE_AFTER_MINUTES * 60_000,
  compareEveryMs: config.FILO_X_COMPARE_HOURS * 3_600_000,
  ...(config.FILO_X_CLIENT_ID !== '' && { signIn: signInOf(config) }),
  dailyCeiling: config.FILO_X_DAILY_CEILING,
  currency: config.FILO_X_CURRENCY,
  prices: {
    post: config.FILO_X_PRICE_POST_READ,
    user: config.FILO_X_PRICE_USER_READ,
    message: config.FILO_X_PRICE_MESSAGE_READ,
    media: config.FILO_X_PRICE_MEDIA_READ,
    write: config.FILO_X_PRICE_WRITE,
    writeWithLink: config.FILO_X_PRICE_WRITE_WITH_LINK,
  },
});

const signInOf = (config: z.output<z.ZodObject<typeof xSettings>>) => ({
  apiUrl: config.FILO_X_API_URL,
  signInUrl: config.FILO_X_SIGN_IN_URL,
  clientId: config.FILO_X_CLIENT_ID,
  ...(config.FILO_X_CLIENT_SECRET !== '' && { clientSecret: config.FILO_X_CLIENT_SECRET }),
});
