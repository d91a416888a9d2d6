/** Where a restore lays blobs before anybody knows of them. */
export abstract class BlobPlace {
  /** @throws {BackupError} when something of somebody else lies there; what a killed restore left is not in the way */
  abstract refuseFull(): Promise<void>;
  /** From here on a failure calls `takeAway`. */
  abstract prepare(): Promise<void>;
  /** @throws {BackupError} when the content is not what its name says */
  abstract store(sha256: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Makes it the installation's own, before the commit that makes the rows seen. */
  abstract place(): Promise<void>;
  abstract takeAway(): Promise<void>;
}
