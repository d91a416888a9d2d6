import type { AccountCreate, AccountPatch, AccountView, OAuthConsent } from '@filo/contracts/http';

const usualService = 'https://bsky.social';

/** What stands in the fields for a profile at Bluesky. */
export interface BlueskyValues {
  handle: string;
  name: string;
  service: string;
  /** Empty for an account that exists: the stored one stays. */
  appPassword: string;
}

export const blueskyValues = (account: AccountView | null): BlueskyValues => ({
  handle: account?.address ?? '',
  name: account?.name ?? '',
  service: typeof account?.settings['service'] === 'string' ? account.settings['service'] : usualService,
  appPassword: '',
});

export const blueskyRequest = ({ handle, name, service, appPassword }: BlueskyValues): AccountCreate => ({
  channel: 'bluesky',
  address: withoutAt(handle),
  ...(name.trim() && { name: name.trim() }),
  settings: { service: service.trim() },
  secrets: { appPassword: appPassword.trim() },
});

/** Another service needs the password anew, since it would go there. */
export const blueskyPatch = (
  { name, service, appPassword }: BlueskyValues,
  account: AccountView,
): AccountPatch => ({
  name: name.trim(),
  ...(service.trim() !== account.settings['service'] && { settings: { service: service.trim() } }),
  ...(appPassword.trim() && { secrets: { appPassword: appPassword.trim() } }),
});

/** Instead of an app password: the browser goes to the sign-in page of this profile. */
export const blueskyConsent = ({ handle, name, service }: BlueskyValues): OAuthConsent => ({
  channel: 'bluesky',
  provider: 'bluesky',
  address: withoutAt(handle),
  ...(name.trim() && { name: name.trim() }),
  settings: { service: service.trim() },
});

/** A handle is read with and without the sign before it. */
const withoutAt = (handle: string): string => handle.trim().replace(/^@/, '');

type Fault = 'field.empty' | 'bluesky.not-a-handle';

/** What is still missing, by the path that the server would name. */
export function blueskyFaults(
  { handle, service, appPassword }: BlueskyValues,
  isNew: boolean,
): Record<string, Fault> {
  const faults: Record<string, Fault> = {};
  if (!handle.trim()) faults['address'] = 'field.empty';
  else if (!/^([a-z0-9-]+\.)+[a-z]+$/i.test(withoutAt(handle))) faults['address'] = 'bluesky.not-a-handle';
  if (!service.trim()) faults['settings.service'] = 'field.empty';
  if (isNew && !appPassword.trim()) faults['secrets.appPassword'] = 'field.empty';
  return faults;
}
