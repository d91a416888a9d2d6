import { chooseFolders } from './choose-folders.js';

const listed = [
  { path: 'INBOX' },
  { path: 'Sent', specialUse: '\\Sent' },
  { path: 'Archive' },
  { path: 'Gesendet' },
];

describe('the folders that are read', () => {
  it('are the configured ones, in their order, and the one of sent mail', () => {
    expect(chooseFolders({ folders: ['inbox', 'Archive'] }, listed)).toEqual({
      folders: [
        { path: 'INBOX', role: 'received' },
        { path: 'Archive', role: 'received' },
        { path: 'Sent', role: 'sent' },
      ],
      missing: [],
      sent: 'read',
    });
  });

  it('name what is missing, each case of letters being a folder of its own', () => {
    expect(chooseFolders({ folders: ['INBOX', 'archive', 'Nowhere'] }, listed).missing).toEqual([
      'archive',
      'Nowhere',
    ]);
  });

  it('read the Sent folder once, as sent, also when it is configured', () => {
    const { folders } = chooseFolders({ folders: ['INBOX', 'Sent', 'INBOX'] }, listed);
    expect(folders).toEqual([
      { path: 'INBOX', role: 'received' },
      { path: 'Sent', role: 'sent' },
    ]);
  });

  it('obey the account about the Sent folder', () => {
    expect(chooseFolders({ folders: ['INBOX'], sentFolder: 'Gesendet' }, listed).folders[1]?.path).toBe(
      'Gesendet',
    );
    expect(chooseFolders({ folders: ['INBOX'], sentFolder: false }, listed).folders).toHaveLength(1);
  });
});
