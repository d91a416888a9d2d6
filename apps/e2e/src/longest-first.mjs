import { statSync } from 'node:fs';
import { basename } from 'node:path';

/** Which files take longest alone, the longest first. The size of a file says little: one that starts products over and over is short. */
export const longest = [
  'launcher',
  'hostile-html-in-browser',
  'drafts-in-browser',
  'browser',
  'moved-to-private-in-browser',
  'merge-in-browser',
  'bad-input-in-browser',
  'mailbox',
  'board-in-browser',
  'demo-in-browser',
  'person-profile',
  'import-of-customers',
  'search',
  'spoof-matrix',
  'split-messages-in-browser',
  'listening-in-browser',
  'rebuild',
];

const placeOf = ({ path }) => {
  const place = longest.indexOf(basename(path, '.test.ts'));
  return place < 0 ? longest.length : place;
};

/** Jest's own order is that of an earlier run, which a fresh clone has not: a long file that begins last leaves the other place empty. */
export default class LongestFirst {
  sort(tests) {
    const sized = tests.map((test) => ({ test, place: placeOf(test), size: statSync(test.path).size }));
    return sized.sort((a, b) => a.place - b.place || b.size - a.size).map(({ test }) => test);
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}
