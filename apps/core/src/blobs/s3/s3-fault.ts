import type { S3Place } from '../blob-settings.js';

/** What a storage answered instead of doing what it was asked to. */
export interface S3Refusal {
  status: number;
  /** Of the answer's XML; empty where it had none. */
  code: string;
}

type Where = Pick<S3Place, 'url' | 'bucket' | 'region'>;

const safe = 'Nothing is lost: what comes in waits on the bus';

/** What happened, what is safe and what to do. */
export const refusalSentence = ({ url, bucket, region }: Where, { status, code }: S3Refusal): string => {
  const at = `The blob storage at ${new URL(url).host}`;
  switch (code) {
    case 'NoSuchBucket':
      return `${at} has no bucket "${bucket}". ${safe}; make the bucket, or correct FILO_BLOBS.`;
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
      return `${at} does not take our key (${code}). ${safe}; correct FILO_S3_ACCESS_KEY_ID and FILO_S3_SECRET_ACCESS_KEY.`;
    case 'RequestTimeTooSkewed':
      return `${at} says that the clock of this machine is wrong. ${safe}; set the clock.`;
    case 'AuthorizationHeaderMalformed':
    case 'PermanentRedirect':
    case 'TemporaryRedirect':
      return `${at} says that the bucket "${bucket}" is not in the region "${region}". ${safe}; correct FILO_S3_REGION.`;
    default:
      return status === 403
        ? `${at} does not let our key use the bucket "${bucket}" (${code || status}). ${safe}; let it list the bucket, and read, write and delete in it.`
        : `${at} answered ${`${status} ${code}`.trim()}. ${safe} and is tried again.`;
  }
};

/** For a storage that gave no answer at all, or not all of it. */
export const silenceSentence = ({ url }: Where, why: string): string =>
  `The blob storage at ${new URL(url).host} cannot be reached (${why}). ${safe} and is stored when it is back.`;

/** Worth asking again at once: the storage itself is in trouble, or asks to slow down. */
export const isPassing = (status: number): boolean => status >= 500 || status === 429;
