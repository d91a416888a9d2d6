import { withoutSignature } from './without-signature';

test.each([
  ['<p><b>Hi</b></p><div>-- <br><p>Sam<br>Red</p></div>', 'Sam\nRed', '<p><b>Hi</b></p>'],
  ['<p>Hi</p><div>-- <br><p>Sam</p></div><p>Forwarded</p>', 'Sam', '<p>Hi</p><p>Forwarded</p>'],
  ['<p>Hi</p><div>-- <br><p>Sam</p></div>', null, '<p>Hi</p><div>-- <br><p>Sam</p></div>'],
  ['<p>Hi</p>', 'Sam', '<p>Hi</p>'],
])('%j, signed %j, says %j', (html, signature, said) => expect(withoutSignature(html, signature)).toBe(said));
