// The page on which one writes as a customer. No framework: it is one form and one list.
const everyMs = 1_000;
const at = (id) => document.getElementById(id);
const form = at('write');
let town;
let answering;
let editing;
let shown = '';
let asked = 0;
let drawn = 0;

const ask = async (path, body) => {
  const answer = await fetch(path, body && { method: 'POST', body: JSON.stringify(body) });
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.error);
  return json;
};

const say = (words, wrong = false) => {
  at('said').textContent = words;
  at('said').classList.toggle('wrong', wrong);
};

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

const showChoices = () => {
  form.customerId.append(
    ...town.customers.map(({ id, name }) => make('option', { value: id, textContent: name })),
  );
  at('channels').append(
    ...town.channels.map(({ id, label }, index) =>
      make(
        'label',
        {},
        make('input', { type: 'radio', name: 'by', value: id, checked: index === 0 }),
        ` ${label}`,
      ),
    ),
  );
  at('inbox').href = town.inboxUrl;
  at('sign-ins').textContent = town.signIns
    .map(({ email, password }) => `${email}, password ${password}`)
    .join('; or as a colleague: ');
  for (const { label, fields } of town.spare)
    at('spare').append(
      make('h3', { textContent: label }),
      make(
        'dl',
        {},
        ...Object.entries(fields).flatMap(([name, value]) => [
          make('dt', { textContent: name }),
          make('dd', {}, make('code', { textContent: value })),
        ]),
      ),
    );
};

/** A mail has a subject; a public post reaches the shop by its name, and a direct message without it. */
const channelChosen = () => {
  const { mention: name, can } = town.channels.find(({ id }) => id === form.by.value);
  at('subject').hidden = name !== undefined;
  at('warning').hidden = !can.includes('warn');
  const isAnswerOrEdit = answering !== undefined || editing !== undefined;
  at('private').hidden = !can.includes('message') || isAnswerOrEdit;
  if (at('private').hidden) form.isPrivate.checked = false;
  if (at('warning').hidden) form.warning.value = '';
  const mention = form.isPrivate.checked ? undefined : name;
  const known = town.channels.flatMap((channel) => channel.mention ?? []);
  if (!isAnswerOrEdit && ['', ...known].includes(form.text.value.trim()))
    form.text.value = mention === undefined ? '' : `${mention} `;
};

const answer = (post) => {
  stopEditing();
  answering = post;
  at('answering').hidden = post === undefined;
  if (post === undefined) return channelChosen();
  at('answered').textContent = `An answer to ${post.author} at ${post.label}.`;
  form.by.value = post.network;
  if (town.channels.some(({ mention }) => mention === form.text.value.trim())) form.text.value = '';
  channelChosen();
  form.text.focus();
};

/** Who wrote it, and where, stays. */
const edit = (post) => {
  answer(undefined);
  editing = post;
  for (const id of ['customerId', 'channels']) lock(id, true);
  form.customerId.value = post.customerId;
  form.by.value = post.network;
  form.text.value = post.text;
  form.warning.value = post.warning ?? '';
  at('edited').textContent = `A change of what ${post.author} said at ${post.label}.`;
  at('editing').hidden = false;
  channelChosen();
  form.text.focus();
};

const stopEditing = () => {
  if (editing === undefined) return;
  editing = undefined;
  for (const id of ['customerId', 'channels']) lock(id, false);
  at('editing').hidden = true;
  form.text.value = form.warning.value = '';
  channelChosen();
};

const lock = (id, isLocked) => {
  for (const field of form.querySelectorAll(`[name="${id}"], #${id} input`)) field.disabled = isLocked;
};

const canBeEdited = ({ network, customerId, isPrivate }) =>
  customerId && !isPrivate && town.channels.find(({ id }) => id === network).can.includes('edit');

const remove = async (post) => {
  try {
    await ask('removals', { network: post.network, id: post.id });
    await refresh();
    say(`Deleted at ${post.label}. Filo looks and follows.`);
  } catch (error) {
    say(error.message, true);
  }
};

/** Addresses in a post can be followed, as on any network; the rest stays text. */
const linked = (text) =>
  text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/)
    .map((part, index) =>
      index % 2 === 0
        ? part
        : make('a', { href: part, target: '_blank', rel: 'noreferrer', textContent: part }),
    );

const card = (post, all) => {
  const answered = all.find(({ id }) => id === post.replyTo);
  const about = `${post.label}, ${new Date(post.at).toLocaleTimeString()}${answered ? `, to ${answered.author}` : ''}${post.readers ? `, ${post.readers}` : ''}`;
  const buttons = [
    make('button', { type: 'button', textContent: 'Answer', onclick: () => answer(post) }),
    ...(canBeEdited(post)
      ? [make('button', { type: 'button', textContent: 'Edit', onclick: () => edit(post) })]
      : []),
    ...(post.customerId && !post.isPrivate
      ? [make('button', { type: 'button', textContent: 'Delete', onclick: () => remove(post) })]
      : []),
  ];
  for (const button of buttons)
    button.setAttribute('aria-label', `${button.textContent} ${post.author}: ${post.text}`);
  return make(
    'li',
    { className: post.customerId ? '' : 'ours' },
    make('strong', { textContent: post.author }),
    ' ',
    make('span', { className: 'about', textContent: about }),
    ...(post.warning
      ? [make('p', { className: 'about', textContent: `Content warning: ${post.warning}` })]
      : []),
    make('p', {}, ...linked(post.text)),
    ...(post.pictures ?? []).map(({ url, alt }) =>
      make(
        'figure',
        {},
        make('img', { src: url, alt }),
        make('figcaption', { className: 'about', textContent: alt ? `Alt text: ${alt}` : 'No alt text' }),
      ),
    ),
    ...buttons,
  );
};

/**
 * The list is drawn again only when something has changed, so that nothing moves under a hand. An answer that comes after that to a
 * later question is old: it takes nothing back.
 */
const refresh = async () => {
  const mine = (asked += 1);
  const { posts } = await ask('posts');
  if (mine < drawn) return;
  drawn = mine;
  const now = JSON.stringify(posts);
  if (now === shown) return;
  shown = now;
  at('none').hidden = posts.length > 0;
  at('posts').replaceChildren(...posts.map((post) => card(post, posts)));
};

const change = async ({ network, id, label }, now) => {
  await ask('edits', { network, id, ...now });
  stopEditing();
  await refresh();
  say(`Changed at ${label}. Filo looks and follows.`);
};

const saidOf = (by, isPrivate) => {
  if (by === 'mail') return 'The shop’s mail server took it.';
  return isPrivate ? 'It is written to the shop alone.' : 'It stands there in public.';
};

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { customerId, by, text, subject, warning, isPrivate } = form;
  // What was said of an earlier one is not said of this one; what is done stands in the list before it is said.
  say('');
  try {
    if (editing) return await change(editing, { text: text.value, warning: warning.value });
    await ask('words', {
      warning: warning.value,
      isPrivate: isPrivate.checked,
      by: by.value,
      customerId: customerId.value,
      text: text.value,
      subject: subject.value,
      replyTo: answering?.network === by.value ? answering.id : undefined,
    });
    const done = saidOf(by.value, isPrivate.checked || answering?.isPrivate);
    text.value = warning.value = '';
    isPrivate.checked = false;
    answer(undefined);
    await refresh();
    say(done);
  } catch (error) {
    say(error.message, true);
  }
});
form.addEventListener('change', channelChosen);
at('stop-editing').addEventListener('click', stopEditing);
at('stop-answering').addEventListener('click', () => answer(undefined));

town = await ask('town');
showChoices();
channelChosen();
await refresh();
setInterval(
  () => refresh().catch((error) => say(`The demo does not answer: ${error.message}`, true)),
  everyMs,
);
