// Written by `node infra/platforms/write-lists.mjs` from the folders of apps/connector-social/src/platforms.
import type { AnyPlatform } from './platform.js';
import { platform as bluesky } from './platforms/bluesky/platform.js';
import { platform as mastodon } from './platforms/mastodon/platform.js';
import { platform as x } from './platforms/x/platform.js';

export const allPlatforms: Readonly<Record<string, AnyPlatform>> = {
  bluesky,
  mastodon,
  x,
};
