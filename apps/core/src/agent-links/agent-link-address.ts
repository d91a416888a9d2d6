/** Where the links of agents lead. The secret stands behind `#`: browsers send that to no server, and no log holds it. */
export class AgentLinkAddress {
  constructor(private readonly publicUrl: string) {}

  of(secret: string): string {
    return `${this.publicUrl}/welcome#${secret}`;
  }
}
