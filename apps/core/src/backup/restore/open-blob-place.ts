import { s3PlaceOf, type BlobSettings } from '../../blobs/blob-settings.js';
import { asideFolder, blobFolder } from '../../blobs/open-blob-store.js';
import { S3BlobStore } from '../../blobs/s3/s3-blob-store.js';
import { S3Bucket } from '../../blobs/s3/s3-bucket.js';
import { S3Client } from '../../blobs/s3/s3-client.js';
import type { BlobPlace } from './blob-place.js';
import { BucketPlace } from './bucket-place.js';
import { FolderPlace } from './folder-place.js';

/** Where the installation that is restored will look for its blobs. */
export const openBlobPlace = (settings: BlobSettings & { FILO_DATA: string }): BlobPlace => {
  const place = s3PlaceOf(settings);
  if (place === undefined) return new FolderPlace(blobFolder(settings.FILO_DATA));
  const client = new S3Client(place);
  const aside = asideFolder(settings.FILO_DATA);
  return new BucketPlace({
    bucket: new S3Bucket(client, place),
    store: new S3BlobStore(client, aside),
    aside,
  });
};
