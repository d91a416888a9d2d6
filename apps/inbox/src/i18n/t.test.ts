import { activateLanguage } from './activate-language';
import './later-words';
import { t } from './t';

afterEach(() => activateLanguage('en'));

const label = (name: string) => t('message.label', { name, channel: 'Email', when: '09:00' });

test('what is filled in stands as it is where all of it runs one way', () => {
  expect(label('Ada Lovelace')).toBe('Ada Lovelace, Email, 09:00');
});

test('a name of the other direction is kept apart from the words around it', async () => {
  expect(label('\u05E9\u05E8\u05D4 (VIP)')).toBe('\u2068\u05E9\u05E8\u05D4 (VIP)\u2069, Email, 09:00');
  await activateLanguage('ar-XB');
  expect(label('Ada (VIP)')).toContain('\u2068Ada (VIP)\u2069');
});

test('a message chooses by bare words as before', async () => {
  const choosing = () => t('why.mail-wrong-password', { kind: 'imap', host: 'mail', port: 993 });
  const before = choosing();
  await activateLanguage('ar-XB');
  expect(choosing().replaceAll(/[\u200F\u202E\u202C\u27E6\u27E7]/g, '')).toBe(before);
});
