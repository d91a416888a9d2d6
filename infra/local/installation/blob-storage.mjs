// Where core keeps its blobs, when that is not its folder: core alone gets to know, the key to a bucket is a secret.

/** @param {Record<string, string | undefined>} [env] */
export const blobStorage = (env = process.env) =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name, value]) => value && (name === 'FILO_BLOBS' || name.startsWith('FILO_S3_')),
    ),
  );
