/** Where one-time links lead: a page of this api at the address by which people reach it. */
export class ProofLinks {
  constructor(private readonly publicUrl: string) {}

  of(token: string): string {
    return `${this.publicUrl}${proofPath}${token}`;
  }
}

export const proofPath = '/proof/';
