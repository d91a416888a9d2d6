import { matchOurAddress, replyTokensIn } from './our-address.js';

describe('our address', () => {
  it.each([
    ['support@example.com', {}],
    ['SUPPORT@Example.COM', {}],
    [' support@example.com ', {}],
    ['support+abc@example.com', { token: 'abc' }],
    ['support+a+b@example.com', { token: 'a+b' }],
    ['support+@example.com', {}],
    ['supporter@example.com', undefined],
    ['sup.port@example.com', undefined],
    ['support@sub.example.com', undefined],
    ['support', undefined],
    ['@example.com', undefined],
    ['', undefined],
  ])('is met by %j: %j', (recipient, match) => {
    expect(matchOurAddress('Support@example.com', recipient)).toEqual(match);
  });

  it('keeps a plus of its own', () => {
    expect(matchOurAddress('a+b@example.com', 'a+b@example.com')).toEqual({});
    expect(matchOurAddress('a+b@example.com', 'a+b+token@example.com')).toEqual({ token: 'token' });
    expect(matchOurAddress('a+b@example.com', 'a@example.com')).toBeUndefined();
  });

  it('finds each token once, and none in the addresses of others', () => {
    const recipients = [
      'support+one@example.com',
      'Support+ONE@example.com',
      'x+two@example.com',
      'support+three@example.com',
    ];
    expect(replyTokensIn('support@example.com', recipients)).toEqual(['one', 'three']);
    expect(replyTokensIn('support@example.com', [`support+${'x'.repeat(201)}@example.com`])).toEqual([]);
  });
});
