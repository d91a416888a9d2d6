/** An answer of X that says no, as a problem (RFC 9457) with its words. */
export class XRefusal extends Error {
  override readonly name = 'XRefusal';
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly type = 'about:blank',
    /** What X says of this kind beside. */
    readonly beside: object = {},
  ) {
    super(detail);
  }

  get body(): object {
    const { status, title, detail, type } = this;
    return { title, detail, type, status, ...this.beside };
  }
}

export const unauthorized = () => new XRefusal(401, 'Unauthorized', 'Unauthorized');
export const forbidden = (detail: string) => new XRefusal(403, 'Forbidden', detail);
export const noSuchPost = (id: string) =>
  new XRefusal(
    ...([404, 'Not Found Error', `Could not find post with id: [${id}].`] as const),
    'https://api.x.com/2/problems/resource-not-found',
    { value: id, parameter: 'id', resource_id: id, resource_type: 'post' },
  );
export const invalid = (detail: string) =>
  new XRefusal(400, 'Invalid Request', detail, 'https://api.x.com/2/problems/invalid-request');
