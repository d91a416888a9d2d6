/**
 * Where a command's keys are heard: everywhere, only while the focus stands in the composer, or in the merge review and on the
 * board, where nothing is written and keys of writing mean something else.
 */
export type CommandScope = 'page' | 'composer' | 'review' | 'board' | 'oks';
export type CommandGroup = 'move' | 'act' | 'write' | 'review' | 'board' | 'oks' | 'go' | 'page';

export interface Command {
  id: string;
  group: CommandGroup;
  scope: CommandScope;
  /** In the notation of tinykeys. Alternatives name the same key on another layout. Never Alt or Option. None: for the palette alone. */
  keys: readonly string[];
  /** Heard in text fields too; only for keys with Ctrl or Cmd. */
  inText?: boolean;
  /** Left out of the palette: meaningless there, such as moving by one row. */
  hidden?: boolean;
}

/** Every shortcut of the inbox. The key listener, the palette, the tooltips and the `?` sheet all read this one list. */
export const commands = [
  { id: 'list.next', group: 'move', scope: 'page', keys: ['j'], hidden: true },
  { id: 'list.previous', group: 'move', scope: 'page', keys: ['k'], hidden: true },
  { id: 'thread.open', group: 'move', scope: 'page', keys: ['o'], hidden: true },
  { id: 'thread.leave', group: 'move', scope: 'page', keys: ['u', 'Escape'], hidden: true },
  { id: 'thread.next-item', group: 'move', scope: 'page', keys: [']'], hidden: true },
  { id: 'thread.previous-item', group: 'move', scope: 'page', keys: ['['], hidden: true },
  { id: 'thread.close', group: 'act', scope: 'page', keys: ['e'] },
  { id: 'thread.reopen', group: 'act', scope: 'page', keys: ['Shift+E'] },
  { id: 'thread.snooze', group: 'act', scope: 'page', keys: ['b'] },
  { id: 'thread.promise', group: 'act', scope: 'page', keys: ['Shift+P'] },
  { id: 'thread.assign-to-me', group: 'act', scope: 'page', keys: ['i'] },
  { id: 'thread.watch', group: 'act', scope: 'page', keys: ['w'] },
  { id: 'thread.assign', group: 'act', scope: 'page', keys: ['a'] },
  { id: 'thread.hand', group: 'act', scope: 'page', keys: ['t'] },
  { id: 'thread.tag', group: 'act', scope: 'page', keys: ['l'] },
  { id: 'thread.mark-unread', group: 'act', scope: 'page', keys: ['Shift+U'] },
  { id: 'thread.profile', group: 'act', scope: 'page', keys: ['p'] },
  { id: 'thread.merge', group: 'act', scope: 'page', keys: ['m'] },
  { id: 'thread.join-answer', group: 'act', scope: 'page', keys: ['y'] },
  { id: 'thread.split', group: 'act', scope: 'page', keys: ['Shift+S'] },
  { id: 'thread.block', group: 'act', scope: 'page', keys: ['!', 'Shift+!'] },
  { id: 'spam.not-spam', group: 'act', scope: 'page', keys: [] },
  { id: 'thread.mark', group: 'act', scope: 'page', keys: ['x'] },
  { id: 'thread.split-messages', group: 'act', scope: 'page', keys: ['Shift+X'] },
  { id: 'thread.take-back', group: 'act', scope: 'page', keys: ['#', 'Shift+#'] },
  { id: 'action.undo', group: 'act', scope: 'page', keys: ['z'] },
  { id: 'composer.new', group: 'write', scope: 'page', keys: ['c'] },
  { id: 'composer.reply', group: 'write', scope: 'page', keys: ['r'] },
  { id: 'composer.reply-here', group: 'write', scope: 'page', keys: [] },
  { id: 'composer.forward', group: 'write', scope: 'page', keys: ['f'] },
  { id: 'composer.resend', group: 'write', scope: 'page', keys: [] },
  { id: 'composer.elsewhere', group: 'write', scope: 'page', keys: [] },
  { id: 'composer.invite', group: 'write', scope: 'page', keys: ['d'] },
  { id: 'composer.note', group: 'write', scope: 'page', keys: ['n'] },
  {
    id: 'composer.send',
    group: 'write',
    scope: 'composer',
    keys: ['$mod+Enter'],
    inText: true,
    hidden: true,
  },
  {
    id: 'composer.send-and-close',
    group: 'write',
    scope: 'composer',
    keys: ['$mod+Shift+Enter'],
    inText: true,
    hidden: true,
  },
  { id: 'composer.send-later', group: 'write', scope: 'composer', keys: ['$mod+Shift+F'], inText: true },
  {
    id: 'composer.switch-mode',
    group: 'write',
    scope: 'composer',
    keys: ['$mod+.'],
    inText: true,
    hidden: true,
  },
  {
    id: 'composer.attach',
    group: 'write',
    scope: 'composer',
    keys: ['$mod+Shift+A'],
    inText: true,
    hidden: true,
  },
  {
    id: 'composer.script',
    group: 'write',
    scope: 'composer',
    keys: ['$mod+;', '$mod+Shift+;'],
    inText: true,
    hidden: true,
  },
  // Before the palette, which has the same key: with words selected it makes a link.
  { id: 'format.bold', group: 'write', scope: 'composer', keys: ['$mod+B'], inText: true, hidden: true },
  { id: 'format.italic', group: 'write', scope: 'composer', keys: ['$mod+I'], inText: true, hidden: true },
  { id: 'format.link', group: 'write', scope: 'composer', keys: ['$mod+K'], inText: true, hidden: true },
  {
    id: 'format.numbers',
    group: 'write',
    scope: 'composer',
    keys: ['$mod+Shift+7', '$mod+Shift+Digit7'],
    inText: true,
    hidden: true,
  },
  {
    id: 'format.bullets',
    group: 'write',
    scope: 'composer',
    keys: ['$mod+Shift+8', '$mod+Shift+Digit8'],
    inText: true,
    hidden: true,
  },
  {
    id: 'format.quote',
    group: 'write',
    scope: 'composer',
    keys: ['$mod+Shift+9', '$mod+Shift+Digit9'],
    inText: true,
    hidden: true,
  },
  {
    id: 'composer.card',
    group: 'write',
    scope: 'composer',
    keys: ['$mod+Shift+L'],
    inText: true,
    hidden: true,
  },
  { id: 'composer.leave', group: 'write', scope: 'composer', keys: ['Escape'], inText: true, hidden: true },
  { id: 'review.join', group: 'review', scope: 'review', keys: ['y'] },
  { id: 'review.reject', group: 'review', scope: 'review', keys: ['n'] },
  { id: 'review.skip', group: 'review', scope: 'review', keys: ['s'] },
  { id: 'review.threads', group: 'review', scope: 'review', keys: ['v'] },
  { id: 'board.left', group: 'board', scope: 'board', keys: ['h', 'ArrowLeft'], hidden: true },
  { id: 'board.right', group: 'board', scope: 'board', keys: ['l', 'ArrowRight'], hidden: true },
  { id: 'board.act-now', group: 'board', scope: 'board', keys: ['1'] },
  { id: 'board.today', group: 'board', scope: 'board', keys: ['2'] },
  { id: 'board.watch', group: 'board', scope: 'board', keys: ['3'] },
  { id: 'board.handled', group: 'board', scope: 'board', keys: ['4'] },
  { id: 'board.group', group: 'board', scope: 'board', keys: ['g g'] },
  { id: 'board.storm', group: 'board', scope: 'board', keys: ['s'] },
  { id: 'board.mute-storm', group: 'board', scope: 'board', keys: ['Shift+M'] },
  { id: 'board.not-about-us', group: 'board', scope: 'board', keys: ['!', 'Shift+!'] },
  { id: 'oks.give', group: 'oks', scope: 'oks', keys: ['y'] },
  { id: 'oks.give-back', group: 'oks', scope: 'oks', keys: ['n'] },
  { id: 'oks.edit', group: 'oks', scope: 'oks', keys: ['e'] },
  { id: 'go.mine', group: 'go', scope: 'page', keys: ['g m'] },
  { id: 'go.unassigned', group: 'go', scope: 'page', keys: ['g u'] },
  { id: 'go.all', group: 'go', scope: 'page', keys: ['g a'] },
  { id: 'go.waiting', group: 'go', scope: 'page', keys: ['g w'] },
  { id: 'go.promised', group: 'go', scope: 'page', keys: ['g p'] },
  { id: 'go.snoozed', group: 'go', scope: 'page', keys: ['g z'] },
  { id: 'go.board', group: 'go', scope: 'page', keys: ['g s'] },
  { id: 'go.oks', group: 'go', scope: 'page', keys: ['g o'] },
  { id: 'go.drafts', group: 'go', scope: 'page', keys: ['g d'] },
  { id: 'go.closed', group: 'go', scope: 'page', keys: ['g c'] },
  { id: 'go.people', group: 'go', scope: 'page', keys: ['g h'] },
  { id: 'go.spam', group: 'go', scope: 'page', keys: ['g b'] },
  { id: 'go.review', group: 'go', scope: 'page', keys: ['g x'] },
  { id: 'go.scripts', group: 'go', scope: 'page', keys: [] },
  { id: 'go.account', group: 'go', scope: 'page', keys: [] },
  { id: 'go.admin', group: 'go', scope: 'page', keys: ['g ,'] },
  { id: 'go.channels', group: 'go', scope: 'page', keys: [] },
  { id: 'go.agents', group: 'go', scope: 'page', keys: [] },
  { id: 'go.tags', group: 'go', scope: 'page', keys: [] },
  { id: 'go.forms', group: 'go', scope: 'page', keys: [] },
  { id: 'go.outbox', group: 'go', scope: 'page', keys: [] },
  { id: 'go.quarantine', group: 'go', scope: 'page', keys: ['g q'] },
  { id: 'go.automatic', group: 'go', scope: 'page', keys: [] },
  { id: 'go.imports', group: 'go', scope: 'page', keys: [] },
  { id: 'go.health', group: 'go', scope: 'page', keys: [] },
  { id: 'go.tokens', group: 'go', scope: 'page', keys: [] },
  { id: 'go.audit', group: 'go', scope: 'page', keys: [] },
  { id: 'list.filter', group: 'page', scope: 'page', keys: ['Shift+F'] },
  { id: 'page.search', group: 'page', scope: 'page', keys: ['/', 'Shift+/'] },
  { id: 'page.palette', group: 'page', scope: 'page', keys: ['$mod+K'], inText: true, hidden: true },
  { id: 'page.shortcuts', group: 'page', scope: 'page', keys: ['?', 'Shift+?'] },
] as const satisfies readonly Command[];

export type CommandId = (typeof commands)[number]['id'];

export const commandById = (id: CommandId): Command =>
  commands.find((command) => command.id === id) as Command;
