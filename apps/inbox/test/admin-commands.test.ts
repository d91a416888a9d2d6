import { adminPages } from '../src/app/admin-pages';
import { type Command, commands } from '../src/keys/commands';

test('every admin page can be gone to from the palette', () => {
  const shown = (commands as readonly Command[]).filter((command) => !command.hidden).map(({ id }) => id);
  expect(shown).toEqual(expect.arrayContaining(adminPages.map((page) => `go.${page}`)));
});
