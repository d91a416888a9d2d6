import { refusalSentence, silenceSentence } from './s3-fault.js';

const where = { url: 'http://127.0.0.1:9000/mails', bucket: 'mails', region: 'garage' };

describe('what is wrong with a bucket', () => {
  it.each([
    [404, 'NoSuchBucket', /has no bucket "mails".*FILO_BLOBS/],
    [403, 'InvalidAccessKeyId', /does not take our key.*FILO_S3_ACCESS_KEY_ID/],
    [403, 'SignatureDoesNotMatch', /does not take our key.*FILO_S3_SECRET_ACCESS_KEY/],
    [
      403,
      'AccessDenied',
      /does not let our key use the bucket "mails" \(AccessDenied\).*read, write and delete/,
    ],
    [403, '', /does not let our key use the bucket "mails" \(403\)/],
    [403, 'RequestTimeTooSkewed', /clock/],
    [301, 'PermanentRedirect', /not in the region "garage".*FILO_S3_REGION/],
    [507, 'StorageFull', /answered 507 StorageFull/],
    [502, '', /answered 502\. /],
  ])('%i %s is told in a sentence that says what is safe', (status, code, sentence) => {
    const said = refusalSentence(where, { status, code });
    expect(said).toMatch(sentence);
    expect(said).toMatch(/^The blob storage at 127\.0\.0\.1:9000 .*Nothing is lost/);
  });

  it('is silence too', () => {
    expect(silenceSentence(where, 'ECONNREFUSED')).toMatch(
      /cannot be reached \(ECONNREFUSED\).*Nothing is lost/,
    );
  });
});
