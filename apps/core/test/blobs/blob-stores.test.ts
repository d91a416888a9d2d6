import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderBlobStore } from '../../src/blobs/folder-blob-store.js';
import { openBlobStore } from '../../src/blobs/open-blob-store.js';
import { blobStoreContract } from './blob-store-contract.js';
import { startS3Server } from './s3-server.js';
import { s3Settings } from './s3-settings.js';

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

blobStoreContract('a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'filo-blobs-'));
  const blobs = join(folder, 'blobs');
  return {
    store: new FolderBlobStore(blobs),
    contents: () => filesIn(blobs),
    break: async () => {
      await rename(blobs, join(folder, 'away'));
      await writeFile(blobs, 'a file where the folder was');
    },
    mend: async () => {
      await rm(blobs);
      await rename(join(folder, 'away'), blobs);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
});

blobStoreContract('a bucket', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'filo-blobs-'));
  const s3 = await startS3Server();
  return {
    store: openBlobStore({ ...s3Settings(s3), FILO_DATA: folder }),
    contents: async () => [...s3.objects.keys(), ...(await filesIn(folder))],
    break: async () => {
      s3.bucket = 'renamed';
    },
    mend: async () => {
      s3.bucket = 'mails';
    },
    close: async () => {
      await s3.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
