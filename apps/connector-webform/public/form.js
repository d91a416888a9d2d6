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

  const tooLarge = () => {
    for (const input of form.querySelectorAll('input[type=file]')) {
      const over = [...input.files].some((file) => file.size > Number(input.dataset.maxBytes));
      input.setCustomValidity(over ? form.dataset.tooLarge : '');
      if (over) {
        input.reportValidity();
        return true;
      }
    }
    return false;
  };

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
