/** An answer of the network that says no, with its name and words. */
export class XrpcRefusal extends Error {
  override readonly name = 'XrpcRefusal';
  constructor(
    readonly status: number,
    readonly error: string,
    message: string,
  ) {
    super(message);
  }
}
