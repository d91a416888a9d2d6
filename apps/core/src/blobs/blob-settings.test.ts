import { loadConfig } from '@filo/service';
import { z } from 'zod';
import { blobSettings, requireBucketKey, s3PlaceOf } from './blob-settings.js';

const schema = z.object(blobSettings).superRefine(requireBucketKey);
const key = { FILO_S3_ACCESS_KEY_ID: 'id', FILO_S3_SECRET_ACCESS_KEY: 'secret' };
const place = (environment: Record<string, string>) => s3PlaceOf(loadConfig(schema, environment));

describe('where blobs live', () => {
  it('is a folder unless a bucket is named', () => {
    expect(place({})).toBeUndefined();
    expect(place(key)).toBeUndefined();
  });

  it.each([
    [{ FILO_BLOBS: 's3://mails' }, 'https://mails.s3.us-east-1.amazonaws.com', ''],
    [{ FILO_BLOBS: 's3://my.mails/filo/' }, 'https://s3.us-east-1.amazonaws.com/my.mails', 'filo/'],
    [
      { FILO_BLOBS: 's3://mails/a/b', FILO_S3_ENDPOINT: 'http://127.0.0.1:9000/' },
      'http://127.0.0.1:9000/mails',
      'a/b/',
    ],
  ])('%j is at %s under "%s"', (environment, url, prefix) => {
    expect(place({ ...environment, ...key })).toMatchObject({ url, prefix });
  });

  it('needs a key that opens the bucket, and says which part of it lacks', () => {
    expect(() => place({ FILO_BLOBS: 's3://mails' })).toThrow(
      /FILO_S3_ACCESS_KEY_ID: must be set[^]*FILO_S3_SECRET_ACCESS_KEY: must be set/,
    );
  });

  it.each(['s3://', 's3://Mails', '/var/blobs', 's3://mails/a b', 'https://mails', 's3://mails/../other'])(
    'is not "%s"',
    (url) => {
      expect(() => place({ FILO_BLOBS: url, ...key })).toThrow(/FILO_BLOBS: must be s3:/);
    },
  );
});
