/** A face is never shown larger than this, on a screen with two dots to a pixel. */
const edge = 512;

/**
 * The middle square of a picture, small, drawn anew: what a camera writes beside it, such as the place, stays here. A file
 * that the browser cannot draw is sent as it is, and the server says what it thinks of it.
 */
export async function shrinkPhoto(file: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(file);
    const side = Math.min(picture.width, picture.height);
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = Math.min(edge, side);
    const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
    canvas.getContext('2d')?.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height);
    picture.close();
    const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/webp', 0.9));
    return small ?? file;
  } catch {
    return file;
  }
}
