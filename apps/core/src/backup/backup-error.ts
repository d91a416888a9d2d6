/** A backup or a restore that cannot be: the message says what happened, what is safe and what to do. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
