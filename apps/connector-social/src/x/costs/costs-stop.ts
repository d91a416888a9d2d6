/** The ceiling of today does not let reading go on. */
export class CostsStop extends Error {
  override readonly name = 'CostsStop';
}
