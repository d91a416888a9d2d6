// The page on which one writes as a customer. No framework: it is one form and one list.
const everyMs = 1_000;
const at = (id) => document.getElementById(id);
const form = at('write');
let town;
let answering;
let shown = '';

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
};

/** A mail has a subject; a public post reaches the shop by its name. */
const channelChosen = () => {
  const { mention } = town.channels.find(({ id }) => id === form.by.value) ?? {};
  at('subject').hidden = mention !== undefined;
  const known = town.channels.flatMap((channel) => channel.mention ?? []);
  if (answering === undefined && ['', ...known].includes(form.text.value.trim()))
    form.text.value = mention === undefined ? '' : `${mention} `;
};

const answer = (post) => {
  answering = post;
  at('answering').hidden = post === undefined;
  if (post === undefined) return channelChosen();
  at('answered').textContent = `An answer to ${post.author} at ${post.label}.`;
  form.by.value = post.network;
  if (town.channels.some(({ mention }) => mention === form.text.value.trim())) form.text.value = '';
  channelChosen();
  form.text.focus();
};

const remove = async (post) => {
  try {
    await ask('removals', { network: post.network, id: post.id });
    say(`Deleted at ${post.label}. Filo looks and follows.`);
    await refresh();
  } catch (error) {
    say(error.message, true);
  }
};

const card = (post, all) => {
  const answered = all.find(({ id }) => id === post.replyTo);
  const about = `${post.label}, ${new Date(post.at).toLocaleTimeString()}${answered ? `, to ${answered.author}` : ''}`;
  const buttons = [
    make('button', { type: 'button', textContent: 'Answer', onclick: () => answer(post) }),
    ...(post.customerId
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
    make('p', { textContent: post.text }),
    ...buttons,
  );
};

/** The list is drawn again only when something has changed, so that nothing moves under a hand. */
const refresh = async () => {
  const { posts } = await ask('posts');
  const now = JSON.stringify(posts);
  if (now === shown) return;
  shown = now;
  at('none').hidden = posts.length > 0;
  at('posts').replaceChildren(...posts.map((post) => card(post, posts)));
};

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { customerId, by, text, subject } = form;
  try {
    await ask('words', {
      by: by.value,
      customerId: customerId.value,
      text: text.value,
      subject: subject.value,
      replyTo: answering?.network === by.value ? answering.id : undefined,
    });
    text.value = '';
    answer(undefined);
    say(by.value === 'mail' ? 'The shop’s mail server took it.' : 'It stands there in public.');
    await refresh();
  } catch (error) {
    say(error.message, true);
  }
});
form.addEventListener('change', channelChosen);
at('stop-answering').addEventListener('click', () => answer(undefined));

town = await ask('town');
showChoices();
channelChosen();
await refresh();
setInterval(
  () => refresh().catch((error) => say(`The demo does not answer: ${error.message}`, true)),
  everyMs,
);
