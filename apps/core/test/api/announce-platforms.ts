import { channelDescriptor } from '@filo/contracts';
import { readdirSync, readFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { keepChannelRules } from '../../src/channels/channel-rules.js';

const platforms = new URL('../../../connector-social/src/platforms/', import.meta.url);
export const fourth = new URL('../../../connector-social/test/fourth/platforms/', import.meta.url);

/** What the platforms of a folder of connector-social say of themselves. */
export const descriptorsIn = (folder: URL) =>
  readdirSync(folder).map((channel) => {
    const file = readFileSync(new URL(`${channel}/descriptor.json`, folder), 'utf8');
    return { channel, descriptor: channelDescriptor.parse(JSON.parse(file)) };
  });

/** As if connector-social had announced its platforms before this start, and be away. */
export const announcePlatforms = async (db: DataSource): Promise<void> => {
  const said = descriptorsIn(platforms).map(({ channel, descriptor: { text } }) => ({ channel, text }));
  await keepChannelRules(db, said);
};
