/** The pages of the admin area, in the order of its navigation. Each is a command of its own too. */
export const adminPages = [
  'channels',
  'agents',
  'tags',
  'signatures',
  'business-hours',
  'forms',
  'outbox',
  'quarantine',
  'automatic',
  'imports',
  'privacy',
  'health',
  'tokens',
  'webhooks',
  'audit',
] as const;
export type AdminPage = (typeof adminPages)[number];
