import { isShared } from './is-shared.js';

const address = { kind: 'mail', key: 'ann@example.org', shared: false, sharedBy: null };

it.each([
  ['nobody has spoken of', {}, false],
  ['was learnt to be shared', { shared: true, sharedBy: 'learnt' }, true],
  ['says it by its name', { key: 'info@example.org' }, true],
  ['an agent calls one person’s, whatever its name', { key: 'info@example.org', sharedBy: 'agent' }, false],
  ['an agent calls shared', { shared: true, sharedBy: 'agent' }, true],
  ['is no mail address', { kind: 'site', key: 'info@example.org' }, false],
])('knows an address that %s', (_, over, shared) => {
  expect(isShared({ ...address, ...over })).toBe(shared);
});
