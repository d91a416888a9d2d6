import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As core counted before connectors said it: what holds for accounts that there are after an upgrade until their connector has been heard. */
const before = {
  bluesky: {
    public: {
      ...{ count: 'graphemes', max: 300, bytesMax: 3_000 },
      pictures: { max: 4, bytesMax: 1_000_000, altMax: 2_000 },
    },
  },
  mastodon: {
    public: {
      ...{ count: 'graphemes', max: 500, perAddress: 23, shortMentions: true },
      ...{ countsName: true, countsWarning: true },
      pictures: { max: 4, bytesMax: 8_000_000, altMax: 1_500 },
    },
  },
  x: {
    public: {
      ...{ count: 'weighted', max: 280, maxBySetting: { longPosts: 25_000 }, perAddress: 23 },
      pictures: { max: 4, bytesMax: 5_000_000, altMax: 1_000 },
    },
    private: { count: 'codePoints', max: 10_000 },
  },
};

export class FirstChannelRules1769700000372 implements MigrationInterface {
  name = 'FirstChannelRules1769700000372';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `insert into channel_rules (channel, text) select key, value from jsonb_each($1::jsonb)
       where exists (select from account a where a.channel = key) on conflict (channel) do nothing`,
      [JSON.stringify(before)],
    );
  }

  /** The table goes with the migration before. */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
