import { socialPlatforms } from './social-platforms.js';

/** Connectors and the channels they serve, as far as the bus is provisioned for them by default. */
export const defaultConnectors: Readonly<Record<string, readonly string[]>> = {
  email: ['email'],
  webform: ['webform'],
  sample: ['sample'],
  social: socialPlatforms,
};
