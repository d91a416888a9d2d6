/** A refusal in the words of OAuth 2 (RFC 6749, 5.2; RFC 9449, 8). */
export class OAuthRefusal extends Error {
  override readonly name = 'OAuthRefusal';
  constructor(
    readonly status: number,
    readonly error: string,
    message: string,
  ) {
    super(message);
  }
}
