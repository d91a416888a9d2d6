import type { MessageReceivedInput } from '@filo/contracts';
import { aMessage } from '@filo/testing';
import type { World, WorldMessage } from '../../src/matching/evaluation/world.js';
import { formAccount, mailAccount } from './test-worker.js';

const begun = Date.UTC(2026, 0, 5);

/** The messages of a labelled world as connectors would bring them in. */
export const worldEvents = (world: World): MessageReceivedInput[] =>
  world.messages.map((message, n) => {
    const author = authorOf(world, message);
    const { text, signature, quoted, copyTo } = message;
    const copy = copyTo === undefined ? [] : [{ identity: refOf(world, copyTo), role: 'cc' as const }];
    return aMessage({
      channel: message.channel,
      accountId: message.channel === 'webform' ? formAccount : mailAccount,
      externalId: `world-${n}`,
      author,
      replyTo: author,
      participants: copy,
      subject: message.subject,
      text: [text, signature, quoted].filter(Boolean).join('\n'),
      newText: text,
      ...(signature && { signatureText: signature }),
      ...(quoted && { quotedText: quoted }),
      facts: message.facts,
      sortAt: new Date(begun + n * 60_000).toISOString(),
    });
  });

const authorOf = (world: World, message: WorldMessage) => {
  const author = refOf(world, message.author);
  return message.name === undefined ? author : { ...author, name: message.name };
};

const refOf = (world: World, index: number) => {
  const { kind, key, name, handle } = world.identities[index]!;
  return { kind, key, ...(name !== undefined && { name }), ...(handle !== undefined && { handle }) };
};
