/** Where one-time links and invitations lead: pages of this api at the address by which people reach it. */
export class ProofLinks {
  constructor(private readonly publicUrl: string) {}

  of(token: string): string {
    return `${this.publicUrl}${proofPath}${token}`;
  }

  /** In a direct message to whoever is invited. */
  ofDirect(token: string): string {
    return `${this.publicUrl}${proofPath}direct/${token}`;
  }

  ofInvitation(slug: string): string {
    return `${this.publicUrl}${invitationPath}${slug}`;
  }
}

export const proofPath = '/proof/';

/** Below the same path, so that there is one to let through. */
export const invitationPath = `${proofPath}to/`;
