import { join } from 'node:path';
import { s3PlaceOf, type BlobSettings } from './blob-settings.js';
import type { BlobStore } from './blob-store.js';
import { FolderBlobStore } from './folder-blob-store.js';
import { S3BlobStore } from './s3/s3-blob-store.js';
import { S3Client } from './s3/s3-client.js';

/** Core's own blob storage as the settings name it; nothing is touched yet. */
export const openBlobStore = (settings: BlobSettings & { FILO_DATA: string }): BlobStore => {
  const place = s3PlaceOf(settings);
  return place === undefined
    ? new FolderBlobStore(blobFolder(settings.FILO_DATA))
    : new S3BlobStore(new S3Client(place), asideFolder(settings.FILO_DATA));
};

/** Where blobs lie that are a folder's. */
export const blobFolder = (dataFolder: string): string => join(dataFolder, 'blobs');

/** Where what goes to a bucket lies until its hash is known. */
export const asideFolder = (dataFolder: string): string => join(dataFolder, 'blobs-aside');
