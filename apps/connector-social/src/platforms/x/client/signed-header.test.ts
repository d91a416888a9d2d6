import { signedHeader } from './signed-header.js';

/** OAuth Core 1.0, appendix A.5: the photo that a printer asks for. */
it('signs as the example of the standard does', () => {
  const keys = {
    ...{ appKey: 'dpf43f3p2l4k3l03', appSecret: 'kd94hf93k423kf44' },
    ...{ accessToken: 'nnch734d00sl2jdk', accessSecret: 'pfkkdhi9sl3r4s00' },
  };
  const at = { nonce: 'kllo9940pd9333jh', now: 1_191_242_096_000 };
  const header = signedHeader('http://photos.example.net/photos?file=vacation.jpg&size=original', keys, at);
  expect(header).toContain('oauth_signature="tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D"');
  expect(header).toContain('oauth_token="nnch734d00sl2jdk"');
  expect(header).not.toContain('pfkkdhi9sl3r4s00');
  expect(header).not.toContain('kd94hf93k423kf44');
});

it('signs nothing twice alike', () => {
  const keys = { appKey: 'a', appSecret: 'b', accessToken: 'c', accessSecret: 'd' };
  const address = 'https://ton.twitter.com/1.1/ton/data/dm/1/2/a.jpg';
  expect(signedHeader(address, keys)).not.toBe(signedHeader(address, keys));
});
