import fc from 'fast-check';
import { crc32 } from 'node:zlib';
import { barePicture } from './bare-picture.js';
import { BrokenPicture } from './broken-picture.js';
import { exifHead, orientationIn, tiffOf } from './orientation.js';

const planted = Buffer.from('planted: 52.5163 N 13.3777 E, owner Ada');
const latin = (text: string) => Buffer.from(text, 'latin1');
const sized = (write: 'writeUInt16BE' | 'writeUInt32BE' | 'writeUInt32LE', value: number): Buffer => {
  const bytes = Buffer.alloc(write === 'writeUInt16BE' ? 2 : 4);
  bytes[write](value);
  return bytes;
};

/** One part of a picture: what is written, and what of it leaves. */
interface Part {
  bytes: Buffer;
  leaves?: Buffer | undefined;
}
const stays = (bytes: Buffer): Part => ({ bytes, leaves: bytes });
const goes = (bytes: Buffer): Part => ({ bytes });

const segment = (marker: number, body: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker]), sized('writeUInt16BE', body.length + 2), body]);
const chunk = (type: string, body: Buffer) => {
  const words = Buffer.concat([latin(type), body]);
  return Buffer.concat([sized('writeUInt32BE', body.length), words, sized('writeUInt32BE', crc32(words))]);
};
const riff = (type: string, body: Buffer) =>
  Buffer.concat([latin(type), sized('writeUInt32LE', body.length), body, Buffer.alloc(body.length % 2)]);

/** Words that lie anywhere among other bytes. */
const words = fc
  .tuple(fc.uint8Array({ maxLength: 30 }), fc.uint8Array({ maxLength: 30 }))
  .map(([before, after]) => Buffer.concat([before, planted, after]));
const pixels = fc.uint8Array({ minLength: 1, maxLength: 60 }).map((bytes) => Buffer.from(bytes));
const parts = (...some: fc.Arbitrary<Part>[]) => fc.array(fc.oneof(...some), { maxLength: 12 });
const leaving = (some: readonly Part[]) => Buffer.concat(some.map(({ leaves }) => leaves ?? Buffer.alloc(0)));
const written = (some: readonly Part[]) => Buffer.concat(some.map(({ bytes }) => bytes));

/** In a scan 0xFF is followed by a zero, or is a restart. */
const scan = pixels.map((bytes) =>
  Buffer.concat([...bytes].map((byte) => Buffer.from(byte === 0xff ? [0xff, 0x00] : [byte]))),
);
const jpegHeads = ['Exif\0\0', 'http://ns.adobe.com/xap/1.0/\0', 'Photoshop 3.0\0', 'MPF\0', ''];
const jpegWords = fc
  .tuple(
    fc.constantFrom(...jpegHeads),
    words,
    fc.constantFrom(...[...Array(16).keys()].map((n) => 0xe0 + n), 0xfe, 0xc8),
  )
  .map(([head, said, marker]) => goes(segment(marker, Buffer.concat([latin(head), said]))));
const jpegTable = fc
  .tuple(fc.constantFrom(0xc0, 0xc2, 0xc4, 0xdb, 0xdd), pixels)
  .map(([marker, body]) => stays(segment(marker, body)));
const jpegColours = pixels.map((body) => stays(segment(0xe2, Buffer.concat([latin('ICC_PROFILE\0'), body]))));
const jpegScan = fc
  .tuple(pixels, scan)
  .map(([head, data]) => stays(Buffer.concat([segment(0xda, head), data, Buffer.from([0xff, 0xd3]), data])));
const startOfImage = Buffer.from([0xff, 0xd8]);
const endOfImage = Buffer.from([0xff, 0xd9]);
const jfif = (thumbnail: Buffer) =>
  segment(0xe0, Buffer.concat([latin('JFIF\0'), Buffer.from([1, 2, 0, 0, 1, 0, 1]), thumbnail]));
const bareJfif = jfif(Buffer.from([0, 0]));

const jpegs = fc
  .tuple(parts(jpegWords, jpegTable, jpegColours, jpegScan), jpegScan, words)
  .map(([some, last, after]) => ({
    mediaType: 'image/jpeg',
    // A camera's second picture stands behind the first, with words of its own.
    bytes: Buffer.concat([
      ...[
        startOfImage,
        jfif(Buffer.concat([Buffer.from([1, 1]), planted])),
        written([...some, last]),
        endOfImage,
      ],
      ...[startOfImage, segment(0xe1, after), endOfImage],
    ]),
    leaves: Buffer.concat([startOfImage, bareJfif, leaving([...some, last]), endOfImage]),
  }));

const pngHead = Buffer.from('89504e470d0a1a0a', 'hex');
const pngWords = fc
  .tuple(fc.constantFrom('eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'prVt', 'caBX'), words)
  .map(([type, body]) => goes(chunk(type, body)));
const pngPixels = fc
  .tuple(fc.constantFrom('IDAT', 'PLTE', 'iCCP', 'tRNS', 'fdAT'), pixels)
  .map(([type, body]) => stays(chunk(type, body)));
const pngs = fc.tuple(parts(pngWords, pngPixels), pixels, words).map(([some, data, after]) => {
  const all = [
    stays(chunk('IHDR', Buffer.alloc(13))),
    ...some,
    stays(chunk('IDAT', data)),
    stays(chunk('IEND', latin(''))),
  ];
  return {
    mediaType: 'image/png',
    bytes: Buffer.concat([pngHead, written(all), after]),
    leaves: Buffer.concat([pngHead, leaving(all)]),
  };
});

const webpHead = (flags: number) => riff('VP8X', Buffer.from([flags, 0, 0, 0, 9, 0, 0, 9, 0, 0]));
const webpWords = fc
  .tuple(fc.constantFrom('EXIF', 'XMP ', 'mine'), words)
  .map(([type, body]) => goes(riff(type, body)));
const webpPixels = fc
  .tuple(fc.constantFrom('VP8 ', 'VP8L', 'ALPH', 'ICCP', 'ANIM'), pixels)
  .map(([type, body]) => stays(riff(type, body)));
const frameOf = (own: Buffer) => riff('ANMF', Buffer.concat([Buffer.alloc(16, 7), own]));
const webpFrame = parts(webpWords, webpPixels).map((own) => ({
  bytes: frameOf(written(own)),
  leaves: frameOf(leaving(own)),
}));
const webpOf = (chunks: Buffer) => riff('RIFF', Buffer.concat([latin('WEBP'), chunks]));
const webps = fc.tuple(parts(webpWords, webpPixels, webpFrame), pixels, words).map(([some, data, after]) => {
  const last = stays(riff('VP8 ', data));
  return {
    mediaType: 'image/webp',
    bytes: Buffer.concat([webpOf(Buffer.concat([webpHead(0x2c), written([...some, last])])), after]),
    leaves: webpOf(Buffer.concat([webpHead(0x20), leaving([...some, last])])),
  };
});

it('of what was written beside the pixels nothing leaves, and the pixels leave byte by byte', () => {
  fc.assert(
    fc.property(fc.oneof(jpegs, pngs, webps), ({ bytes, leaves, mediaType }) => {
      const bare = barePicture(bytes);
      expect(bare.mediaType).toBe(mediaType);
      expect(bare.bytes.includes(planted)).toBe(false);
      expect(bare.bytes.equals(leaves)).toBe(true);
      // What is bare already leaves as it is.
      expect(barePicture(bare.bytes).bytes.equals(leaves)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('what ends too early or is damaged is refused, never passed on or read for ever', () => {
  fc.assert(
    fc.property(fc.oneof(jpegs, pngs, webps), fc.nat(), fc.nat(255), ({ leaves }, where, byte) => {
      const at = where % leaves.length;
      expect(() => barePicture(leaves.subarray(0, at))).toThrow(BrokenPicture);
      const damaged = Buffer.from(leaves);
      damaged[at] = byte;
      try {
        barePicture(damaged);
      } catch (error) {
        expect(error).toBeInstanceOf(BrokenPicture);
      }
    }),
    { numRuns: 500 },
  );
});

/** As a camera writes it: other words stand before it, in either order of bytes. */
const exifOf = (orientation: number, littleEndian: boolean): Buffer => {
  const entries = [
    [0x010f, 2, 39, 0],
    [0x0112, 3, 1, orientation],
  ] as const;
  const bytes = Buffer.alloc(10 + entries.length * 12);
  bytes.write(littleEndian ? 'II' : 'MM', 'latin1');
  const word = (value: number, at: number) =>
    littleEndian ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    littleEndian ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  word(42, 2);
  long(8, 4);
  word(entries.length, 8);
  entries.forEach(([tag, type, count, value], index) => {
    const at = 10 + index * 12;
    word(tag, at);
    word(type, at + 2);
    long(count, at + 4);
    word(value, at + 8);
  });
  return Buffer.concat([bytes, planted]);
};
const ofKind = {
  jpeg: (exif: Buffer) =>
    Buffer.concat([
      startOfImage,
      bareJfif,
      segment(0xe1, Buffer.concat([exifHead, exif])),
      segment(0xda, latin('x')),
      endOfImage,
    ]),
  png: (exif: Buffer) =>
    Buffer.concat([
      pngHead,
      chunk('IHDR', Buffer.alloc(13)),
      chunk('eXIf', exif),
      chunk('IDAT', latin('x')),
      chunk('IEND', latin('')),
    ]),
  webp: (exif: Buffer) =>
    webpOf(Buffer.concat([webpHead(0x08), riff('VP8 ', latin('xx')), riff('EXIF', exif)])),
};

it.each(Object.keys(ofKind) as (keyof typeof ofKind)[])(
  'how a picture is turned is kept, and said alone: %s',
  (kind) => {
    for (const orientation of [2, 3, 4, 5, 6, 7, 8])
      for (const littleEndian of [true, false]) {
        const exif = exifOf(orientation, littleEndian);
        expect(orientationIn(exif)).toBe(orientation);
        const bare = barePicture(ofKind[kind](exif)).bytes;
        expect(bare.equals(ofKind[kind](tiffOf(orientation)))).toBe(true);
      }
    // As it stands, or not to be understood: nothing is said of it.
    for (const exif of [exifOf(1, true), exifOf(9, false), Buffer.from('II'), planted])
      expect(barePicture(ofKind[kind](exif)).bytes.includes(latin('MM\0*'))).toBe(false);
  },
);

it('what is no picture of these kinds is refused', () => {
  for (const bytes of [
    latin(''),
    latin('GIF89a'),
    latin('<svg/>'),
    pngHead,
    startOfImage,
    latin('RIFF\0\0\0\0WEBP'),
  ])
    expect(() => barePicture(bytes)).toThrow(BrokenPicture);
});
