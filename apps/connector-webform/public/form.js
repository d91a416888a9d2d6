// Comfort for the form page; everything works without it.
const script = document.currentScript.src;
const form = document.querySelector('form');
document.querySelector('[data-focus]')?.focus();

if (form) {
  const button = form.querySelector('button');
  const label = button.textContent;

  const settle = (busy, text) => {
    button.toggleAttribute('aria-disabled', false);
    if (busy) button.setAttribute('aria-disabled', 'true');
    button.textContent = text;
  };

  form.addEventListener('submit', (event) => {
    if (button.getAttribute('aria-disabled') === 'true') {
      event.preventDefault();
      return;
    }
    if (tooLarge()) {
      event.preventDefault();
      return;
    }
    settle(true, form.dataset.sending);
  });
  // Coming back by the back button finds the form usable again.
  addEventListener('pageshow', (event) => {
    if (event.persisted) settle(false, label);
  });

  /** Says at the field that its files are too large, before anybody waits for an upload that is refused. */
  const sayAt = (input, isOver) => {
    const id = `${input.id}-too-large`;
    document.getElementById(id)?.remove();
    const named = (input.getAttribute('aria-describedby') ?? '').split(' ').filter((name) => name !== id);
    if (isOver) {
      const fault = Object.assign(document.createElement('p'), {
        id,
        className: 'fault',
        textContent: form.dataset.tooLarge,
      });
      fault.setAttribute('role', 'alert');
      input.before(fault);
      named.push(id);
      input.setAttribute('aria-invalid', 'true');
    } else input.removeAttribute('aria-invalid');
    input.setAttribute('aria-describedby', named.join(' '));
  };

  const fileFields = [...form.querySelectorAll('input[type=file]')];
  const bytesOf = (input) => [...input.files].reduce((bytes, file) => bytes + file.size, 0);

  const tooLarge = () => {
    const total = fileFields.reduce((bytes, input) => bytes + bytesOf(input), 0);
    const over = fileFields.filter(
      (input) =>
        [...input.files].some((file) => file.size > Number(input.dataset.maxBytes)) ||
        (input.files.length > 0 && total > Number(form.dataset.maxBytes)),
    );
    for (const input of fileFields) sayAt(input, over.includes(input));
    over[0]?.focus();
    return over.length > 0;
  };
  for (const input of fileFields) input.addEventListener('change', tooLarge);

  if (form.dataset.challenge) {
    const status = form.querySelector('[data-work]');
    const challenge = JSON.parse(form.dataset.challenge);
    settle(true, label);
    const worker = new Worker(new URL('solve.js', script));
    worker.onmessage = ({ data }) => {
      form.elements._altcha.value = btoa(JSON.stringify({ challenge, solution: data }));
      status.textContent = form.dataset.worked;
      settle(false, label);
      worker.terminate();
    };
    worker.postMessage(challenge.parameters);
  }
}

if (document.body.classList.contains('embedded') && parent !== window) {
  const tell = () =>
    parent.postMessage({ filoForm: location.pathname, height: document.documentElement.scrollHeight }, '*');
  new ResizeObserver(tell).observe(document.body);
  tell();
}
