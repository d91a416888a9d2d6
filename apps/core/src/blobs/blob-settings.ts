import { z } from 'zod';

/** `s3://bucket` or `s3://bucket/a/prefix`. */
const s3Url = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*)\/?$/;

/** Where core keeps its blobs: a folder in FILO_DATA, or a bucket. */
export const blobSettings = {
  FILO_BLOBS: z.string().regex(s3Url, 'must be s3://bucket or s3://bucket/prefix').optional(),
  /** The address of an S3-compatible service, which is then called by path; absent: Amazon's, by FILO_S3_REGION. */
  FILO_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  FILO_S3_REGION: z
    .string()
    .regex(/^[\w-]+$/)
    .default('us-east-1'),
  FILO_S3_ACCESS_KEY_ID: z.string().optional(),
  FILO_S3_SECRET_ACCESS_KEY: z.string().optional(),
};

export type BlobSettings = z.output<z.ZodObject<typeof blobSettings>>;

/** A bucket is named only together with the key that opens it. */
export const requireBucketKey = (
  settings: Partial<BlobSettings>,
  context: { addIssue(issue: { code: 'custom'; path: string[]; message: string }): void },
): void => {
  if (settings.FILO_BLOBS === undefined) return;
  for (const name of ['FILO_S3_ACCESS_KEY_ID', 'FILO_S3_SECRET_ACCESS_KEY'] as const)
    if (settings[name] === undefined)
      context.addIssue({ code: 'custom', path: [name], message: 'must be set, because FILO_BLOBS is' });
};

/** A bucket, or the part of one under a prefix, and how to get in. */
export interface S3Place {
  /** Of the bucket, without a slash at the end. */
  url: string;
  bucket: string;
  /** Empty, or with a slash at its end. */
  prefix: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Undefined where blobs live in a folder. */
export const s3PlaceOf = (settings: BlobSettings): S3Place | undefined => {
  const [, bucket, path] = s3Url.exec(settings.FILO_BLOBS ?? '') ?? [];
  if (bucket === undefined) return undefined;
  const region = settings.FILO_S3_REGION;
  return {
    url: bucketUrl(bucket, region, settings.FILO_S3_ENDPOINT),
    bucket,
    prefix: path ? `${path.slice(1)}/` : '',
    region,
    accessKeyId: settings.FILO_S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: settings.FILO_S3_SECRET_ACCESS_KEY ?? '',
  };
};

/** Amazon is called by the bucket's host name, unless a dot in it would not fit the certificate; all others by path. */
const bucketUrl = (bucket: string, region: string, endpoint?: string): string => {
  if (endpoint !== undefined) return `${endpoint.replace(/\/+$/, '')}/${bucket}`;
  return bucket.includes('.')
    ? `https://s3.${region}.amazonaws.com/${bucket}`
    : `https://${bucket}.s3.${region}.amazonaws.com`;
};
