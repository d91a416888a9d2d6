import { chooseFolders } from './choose-folders.js';
import { folderTrouble } from './folder-trouble.js';

const troubleOf = (
  server: { sentFolder?: string | false },
  ...listed: { path: string; specialUse?: string }[]
) => folderTrouble(chooseFolders({ folders: ['INBOX'], ...server }, [{ path: 'INBOX' }, ...listed]), server);

it('names the setting when nobody says where sent mail lies', () => {
  expect(troubleOf({}, { path: 'Gesendet' })).toMatch(/does not say.*\(sentFolder\)/);
  expect(troubleOf({ sentFolder: 'Gesendte' }, { path: 'Gesendet' })).toMatch(
    /no folder Gesendte.*\(sentFolder\)/,
  );
});

it('says nothing when sent mail is read, or shall not be', () => {
  expect(troubleOf({}, { path: 'Sent', specialUse: '\\Sent' })).toBeUndefined();
  expect(troubleOf({ sentFolder: 'Gesendet' }, { path: 'Gesendet' })).toBeUndefined();
  expect(troubleOf({ sentFolder: false })).toBeUndefined();
});

it('names a folder that is missing as well', () => {
  const chosen = chooseFolders({ folders: ['INBOX', 'Archiv'] }, [{ path: 'INBOX' }]);
  expect(folderTrouble(chosen, {})).toMatch(/no folder Archiv.*sentFolder/);
});
