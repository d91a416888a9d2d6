/**
 * Which external id lies under which UID, for folders read by this process; spares a reconcile from fetching again what it
 * has read before. Bounded, and never needed for correctness.
 */
export class SeenMails {
  private readonly byFolder = new Map<string, Map<number, string>>();

  constructor(private readonly perFolderMax = 50_000) {}

  remember(folder: { path: string; uidValidity: string }, uid: number, externalId: string): void {
    const seen = this.of(folder);
    seen.set(uid, externalId);
    if (seen.size > this.perFolderMax) seen.delete(seen.keys().next().value!);
  }

  get(folder: { path: string; uidValidity: string }, uid: number): string | undefined {
    return this.of(folder).get(uid);
  }

  private of({ path, uidValidity }: { path: string; uidValidity: string }): Map<number, string> {
    const key = `${uidValidity} ${path}`;
    let seen = this.byFolder.get(key);
    if (seen === undefined) this.byFolder.set(key, (seen = new Map()));
    return seen;
  }
}
