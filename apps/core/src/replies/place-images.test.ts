import { placeImages } from './place-images.js';
import type { TakenAttachment } from './take-attachments.js';

const upload = (uploadId: string, mediaType: string): TakenAttachment => ({
  uploadId,
  sha256: 'a'.repeat(64),
  bytes: 1,
  name: `${uploadId}.file`,
  mediaType,
});
const picture = upload('p1', 'image/png');
const paper = upload('f1', 'application/pdf');

describe('pictures in a reply', () => {
  it('stand in the text under a Content-ID of our domain; other files stay attachments', () => {
    const reply = { text: 'see', html: '<p>see <img src="cid:p1" alt="screen"></p>' };
    expect(placeImages(reply, [paper, picture], 'example.org')).toEqual({
      html: '<p>see <img src="cid:p1@example.org" alt="screen"></p>',
      attachments: [paper, { ...picture, contentId: 'p1@example.org' }],
    });
  });

  it('are attachments like any other where the text does not show them', () => {
    expect(placeImages({ text: 'a' }, [picture], 'example.org')).toEqual({
      html: '<p>a</p>',
      attachments: [picture],
    });
  });

  it.each([
    ['that is not attached', 'p2', 'unknown-reference'],
    ['that is no picture', 'f1', 'invalid-request'],
  ])('one %s stops the reply', (_, id, code) => {
    const place = () => placeImages({ text: 'a', html: `<img src="cid:${id}">` }, [paper], 'example.org');
    expect(place).toThrow(expect.objectContaining({ code }));
  });
});
