/** Twelve characters and more that are tried first, in lower case without what stands between letters and digits. */
const worst = new Set([
  '123456789012',
  '1234567890123',
  '12345678901234',
  '123456789012345',
  '1234567890123456',
  '0123456789012',
  '012345678910',
  '987654321098',
  '123412341234',
  '121212121212',
  'abcdefghijkl',
  'abcdefghijklm',
  'abcdef123456',
  'abcd12345678',
  'a1b2c3d4e5f6',
  'q1w2e3r4t5y6',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'qwerty123456',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiopas',
  'qwertyuiopasdfghjkl',
  'asdfghjkl123',
  'zxcvbnm12345',
  'password1234',
  'password12345',
  'password123456',
  'passwordpassword',
  'passw0rd1234',
  'mypassword12',
  'mypassword123',
  'administrator',
  'administrator1',
  'adminadminadmin',
  'admin1234567',
  'admin12345678',
  'changeme1234',
  'changemechangeme',
  'letmein12345',
  'letmeinletmein',
  'welcome12345',
  'welcome123456',
  'iloveyou1234',
  'iloveyouiloveyou',
  'unbelievable',
  'correcthorsebatterystaple',
  'customerservice',
  'passwordfilo',
  'filopassword',
  'buongiorno123',
  'ciaociaociao',
  'juventus1234',
  'francesco123',
]);

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Fewer different characters than this is a key held down. */
const differentMin = 5;

/** Whether it is among what is tried first: known words, a key held down, or what everybody knows of its owner. */
export const isWorstPassword = (password: string, owner: { email: string; name: string }): boolean => {
  const said = plain(password);
  if (worst.has(said) || new Set(password).size < differentMin) return true;
  const [local = ''] = owner.email.split('@');
  const known = [owner.email, local, local + local, owner.name, `${owner.name}${local}`].map(plain);
  return known.some((one) => one.length > 0 && said.replace(/\d+$/, '') === one.replace(/\d+$/, ''));
};
