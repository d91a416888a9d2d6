import { folderKey, planReading } from './folder-cursor.js';

const cursor = { folder: 'INBOX', uidValidity: '7', lastUid: 40 };

describe('where to go on reading a folder', () => {
  it.each([
    ['all, the first time', undefined, { uidValidity: '7', uidNext: 41 }, { from: 0, newEpoch: false }],
    ['above what was read', cursor, { uidValidity: '7', uidNext: 45 }, { from: 40, newEpoch: false }],
    [
      'above it also when there is nothing new',
      cursor,
      { uidValidity: '7', uidNext: 41 },
      { from: 40, newEpoch: false },
    ],
    [
      'all, under another UIDVALIDITY',
      cursor,
      { uidValidity: '8', uidNext: 99 },
      { from: 0, newEpoch: true, why: 'uidvalidity changed' },
    ],
    [
      'all, when UIDs fell back',
      cursor,
      { uidValidity: '7', uidNext: 40 },
      { from: 0, newEpoch: true, why: 'uids fell back' },
    ],
  ])('%s', (_name, known, folder, plan) => {
    expect(planReading(known, folder)).toEqual(plan);
  });

  it('gives every folder name a key that the cursor store takes', () => {
    const keys = ['INBOX', 'inbox', 'Gesendete Objekte/日本', 'a.b'].map(folderKey);
    expect(new Set(keys).size).toBe(4);
    for (const key of keys) expect(key).toMatch(/^[a-z0-9-]+$/);
  });
});
