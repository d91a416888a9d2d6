import { bytesOf, readMail } from './read-mail';

const mail = (text: string) =>
  readMail(bytesOf(Buffer.from(text.replaceAll('\n', '\r\n'), 'utf8').toString('base64')));

test('reads the plain part of a mail with two parts', () => {
  const { text, headers } = mail(
    'Subject: Hi\nContent-Type: multipart/alternative;\n boundary="b1"\n\n--b1\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nCaff=C3=A8 =\nper due\n--b1\nContent-Type: text/html\n\n<p>x</p>\n--b1--\n',
  );
  expect(text?.trim()).toBe('Caffè per due');
  expect(headers).toContain('Subject: Hi');
});

test('says so when there is no plain part', () => {
  expect(mail('Content-Type: text/html\n\n<p>x</p>').text).toBeUndefined();
});
