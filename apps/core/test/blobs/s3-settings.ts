import type { BlobSettings } from '../../src/blobs/blob-settings.js';
import type { S3Server } from './s3-server.js';

/** Settings of a core that keeps its blobs under a prefix of the server's bucket. */
export const s3Settings = ({ url, key }: Pick<S3Server, 'url' | 'key'>): BlobSettings => ({
  FILO_BLOBS: 's3://mails/filo/blobs',
  FILO_S3_ENDPOINT: url,
  FILO_S3_REGION: key.region,
  FILO_S3_ACCESS_KEY_ID: key.accessKeyId,
  FILO_S3_SECRET_ACCESS_KEY: key.secretAccessKey,
});
