// Written by `node infra/platforms/write-lists.mjs` from the folders of apps/connector-social/src/platforms.
export const platforms = ['bluesky', 'mastodon', 'x'];
