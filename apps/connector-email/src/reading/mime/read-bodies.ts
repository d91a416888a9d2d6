import { decodeText } from './charset.js';
import type { Entity } from './entity.js';
import { partName } from './part-name.js';
import { decodeTransfer } from './transfer-encoding.js';

/** A stretch of the mail's own words, in one or both forms. */
export interface BodySegment {
  text?: string;
  html?: string;
  /** Text of a richer form (RFC 1896), which an alternative in plain text replaces. */
  enriched?: boolean;
}

export interface Bodies {
  segments: BodySegment[];
  /** Every other leaf: attachments, inline images, attached messages, reports. */
  others: Entity[];
}

/** Tells the mail's own words (RFC 2046, RFC 2183) from what came with them. */
export const readBodies = (root: Entity): Bodies => {
  const bodies: Bodies = { segments: [], others: [] };
  walk(root, bodies, true);
  if (bodies.segments.length === 0) takeNamedText(bodies);
  return bodies;
};

const walk = (entity: Entity, bodies: Bodies, isRoot: boolean): void => {
  if (entity.children.length > 0) {
    if (entity.mediaType === 'multipart/alternative') return walkAlternatives(entity, bodies);
    for (const child of entity.children) walk(child, bodies, false);
  } else if (isBody(entity, isRoot)) bodies.segments.push(segmentOf(entity));
  else if (entity.body.length > 0 || partName(entity) !== undefined) bodies.others.push(entity);
};

/** Alternatives say the same thing: the first text and the first HTML are one segment. */
const walkAlternatives = (entity: Entity, bodies: Bodies): void => {
  const inside: Bodies = { segments: [], others: bodies.others };
  for (const child of entity.children) walk(child, inside, false);
  const texts = inside.segments.filter((segment) => segment.text !== undefined);
  const plain = texts.filter((segment) => !segment.enriched);
  const text = plain.length > 0 ? plain : texts;
  const html = inside.segments.filter((segment) => segment.html !== undefined);
  const pick = (values: (string | undefined)[], glue: string) =>
    values.length > 0 ? values.filter((value) => value?.trim()).join(glue) : undefined;
  if (inside.segments.length === 0) return;
  bodies.segments.push({
    text: pick(
      text.map((segment) => segment.text),
      '\n',
    ),
    html: pick(
      html.map((segment) => segment.html),
      '\n',
    ),
  });
};

const isBody = (entity: Entity, isRoot: boolean): boolean => {
  if (!/^text\/(?:plain|html|enriched|richtext)$/.test(entity.mediaType)) return false;
  if (entity.disposition.value === 'attachment') return false;
  return isRoot || partName(entity) === undefined;
};

const segmentOf = (entity: Entity): BodySegment => {
  const bytes = decodeTransfer(entity.body, entity.headers.get('content-transfer-encoding'));
  if (entity.mediaType === 'text/html') return { html: decodeText(bytes, htmlCharset(entity, bytes)) };
  const text = decodeText(bytes, entity.type.parameters.get('charset'));
  if (entity.mediaType !== 'text/plain') return { text: withoutEnrichment(text), enriched: true };
  return {
    text: entity.type.parameters.get('format')?.toLowerCase() === 'flowed' ? unflow(entity, text) : text,
  };
};

/** The declared charset, else the one that the page itself names. */
const htmlCharset = (entity: Entity, bytes: Uint8Array): string | undefined => {
  const declared = entity.type.parameters.get('charset');
  if (declared) return declared;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 2000)).toString(
    'latin1',
  );
  return /<meta[^>]{1,200}charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1];
};

/** RFC 3676: soft line breaks are joined, except in the signature's separator; quoting depth is kept. */
const unflow = (entity: Entity, text: string): string => {
  const delSp = entity.type.parameters.get('delsp')?.toLowerCase() === 'yes';
  const out: string[] = [];
  let open: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const quote = /^>*/.exec(line)![0];
    const content = line.slice(quote.length).replace(/^ /, '');
    const flows = content.endsWith(' ') && content !== '-- ';
    if (open === quote && content !== '-- ') out[out.length - 1] += content;
    else out.push(quote === '' ? content : `${quote} ${content}`);
    open = flows ? quote : undefined;
    if (flows && delSp) out[out.length - 1] = out.at(-1)!.slice(0, -1);
  }
  return out.join('\n');
};

const withoutEnrichment = (text: string): string =>
  text
    .replace(/<param>[^<]*<\/param>/gi, '')
    .replace(/<nl>/gi, '\n')
    .replace(/<\/?[a-z0-9-]{1,40}>/gi, '')
    .replaceAll('<<', '<');

/** A mail that is nothing but a named text is that text. */
const takeNamedText = (bodies: Bodies): void => {
  const named = bodies.others.find(
    ({ mediaType, disposition }) =>
      /^text\/(?:plain|html)$/.test(mediaType) && disposition.value !== 'attachment',
  );
  if (named) bodies.segments.push(segmentOf(named));
};
