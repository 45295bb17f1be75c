// Comfort on top of pages that work without it. One listener each on the document, because enhanced navigation
// replaces the content under it.

const page = document;
const say = text => {
  page.querySelector('.toast')?.remove();
  const toast = Object.assign(page.createElement('div'), { className: 'toast', textContent: text });
  toast.setAttribute('role', 'alert');
  page.body.append(toast);
  setTimeout(() => toast.remove(), 8000);
};

/** Runs now and after every enhanced navigation. */
const onEveryPage = action => {
  action();
  if (window.Blazor?.addEventListener) Blazor.addEventListener('enhancedload', action);
  else window.addEventListener('load', () => window.Blazor?.addEventListener?.('enhancedload', action), { once: true });
};

// Menu: a drawer on phones.

const showMenu = open => {
  page.documentElement.classList.toggle('menu-open', open);
  const button = page.querySelector('[data-menu]');
  button?.setAttribute('aria-expanded', String(open));
  if (open) page.querySelector('#side a')?.focus();
};
const menuIsOpen = () => page.documentElement.classList.contains('menu-open');

page.addEventListener('click', event => {
  if (event.target.closest('[data-menu]')) {
    event.preventDefault();
    showMenu(!menuIsOpen());
  } else if (event.target.closest('[data-menu-close]')) {
    event.preventDefault();
    showMenu(false);
  }
});

// Printing.

page.addEventListener('click', event => {
  if (event.target.closest('[data-print]')) window.print();
});

// One box ticks all of its kind in the form.

page.addEventListener('change', event => {
  const name = event.target.dataset?.checkAll;
  if (name) event.target.form.querySelectorAll(`input[type=checkbox][name="${name}"]`).forEach(box => { box.checked = event.target.checked; });
});

// GET forms: empty fields stay out of the address; a marked form is sent as soon as a drop-down changes.

page.addEventListener('formdata', event => {
  if (event.target.method !== 'get') return;
  const filled = [...event.formData].filter(([, value]) => value !== '');
  for (const name of new Set(event.formData.keys())) event.formData.delete(name);
  for (const [name, value] of filled) event.formData.append(name, value);
});

page.addEventListener('change', event => {
  const form = event.target.closest('form[data-autosubmit]');
  if (form && event.target.matches('select')) form.requestSubmit();
});

// Another county has other townships and sites: what was chosen below the old one would find nothing.

page.addEventListener('change', event => {
  if (!event.target.matches('.filters [name="county"]')) return;
  for (const below of event.target.form.querySelectorAll('[name="townshipCode"], [name="township"], [name="site"]')) below.value = '';
});

// Drafts: what was typed survives a crash, a restart of the server, an expired session. Passwords, files and hidden
// fields are never kept; sensitive fields only as long as the tab lives; signing out forgets everything.

const week = 7 * 24 * 3600 * 1000;
const prefix = 'anju:draft:';
const user = () => page.querySelector('[data-user]')?.dataset.user ?? '';
const keyOf = form => `${prefix}${user()}:${form.dataset.draft}`;
const keeps = input => input.name && !input.name.startsWith('_') && !input.readOnly && !input.disabled && !['hidden', 'password', 'file', 'submit', 'button'].includes(input.type);
const isTicked = input => ['checkbox', 'radio'].includes(input.type);
const valueOf = input => (isTicked(input) ? input.checked : input.value);

const readFields = (form, sensitive) => [...form.elements]
  .filter(input => keeps(input) && input.hasAttribute('data-sensitive') === sensitive)
  .map(input => [input.name, isTicked(input) ? input.value : '', valueOf(input)]);

// Leaving a field on the way to the sign-out button must not bring its draft back.
let signingOut = false;

const saveDraft = form => {
  if (signingOut || !form.isConnected) return;
  const draft = { at: Date.now(), fields: readFields(form, false) };
  localStorage.setItem(keyOf(form), JSON.stringify(draft));
  sessionStorage.setItem(keyOf(form), JSON.stringify(readFields(form, true)));
};

const forgetDraft = key => {
  localStorage.removeItem(key);
  sessionStorage.removeItem(key);
};

const draftOf = form => {
  const draft = JSON.parse(localStorage.getItem(keyOf(form)) ?? 'null');
  if (!draft) return null;
  if (Date.now() - draft.at > week) {
    forgetDraft(keyOf(form));
    return null;
  }
  return { at: draft.at, fields: [...draft.fields, ...JSON.parse(sessionStorage.getItem(keyOf(form)) ?? '[]')] };
};

/** The inputs whose value differs from the draft, each with the value it had. */
const differing = (form, draft) => draft.fields.flatMap(([name, choice, value]) => [...form.elements]
  .filter(input => keeps(input) && input.name === name && (!isTicked(input) || input.value === choice))
  .filter(input => valueOf(input) !== value)
  .map(input => [input, value]));

const restore = (form, draft) => {
  for (const [input, value] of differing(form, draft)) {
    if (typeof value === 'boolean') input.checked = value;
    else input.value = value;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
};

const offerDraft = form => {
  form.querySelector('.draft-offer')?.remove();
  const draft = draftOf(form);
  if (!draft || differing(form, draft).length === 0) return;
  const offer = Object.assign(page.createElement('div'), { className: 'notice tone-info draft-offer' });
  offer.setAttribute('role', 'status');
  const button = (text, action) => {
    const made = Object.assign(page.createElement('button'), { type: 'button', className: 'button', textContent: text });
    made.addEventListener('click', () => {
      action();
      offer.remove();
    });
    return made;
  };
  offer.append(
    `有未保存的草稿（${new Date(draft.at).toLocaleString('zh-CN', { dateStyle: 'short', timeStyle: 'short' })}）。`,
    button('恢复草稿', () => restore(form, draft)),
    button('丢弃', () => forgetDraft(keyOf(form))));
  form.prepend(offer);
};

const draftTimers = new WeakMap();
const touched = event => {
  const form = event.target.closest?.('form[data-draft]');
  if (!form || !keeps(event.target)) return;
  clearTimeout(draftTimers.get(form));
  draftTimers.set(form, setTimeout(() => saveDraft(form), 300));
};
page.addEventListener('input', touched);
page.addEventListener('change', touched);

// A draft that was sent is forgotten only when the server has led the same person on to another page that reports no
// error. An answer in place is a form with errors or a failure; after a redirect to the form itself, draft and form are
// equal and nothing is offered.
const settleSentDraft = () => {
  const sent = JSON.parse(sessionStorage.getItem('anju:sent') ?? 'null');
  if (!sent) return;
  sessionStorage.removeItem('anju:sent');
  const samePerson = user() && sent.key.startsWith(`${prefix}${user()}:`);
  const refused = performance.getEntriesByType('navigation')[0]?.responseStatus >= 400 || page.querySelector('[role=alert], [data-failed]');
  if (samePerson && !refused && location.href !== sent.to) forgetDraft(sent.key);
  // A refused form comes back with all that was typed, some of it in the server's spelling: that is the draft from now on.
  const back = refused && [...page.querySelectorAll('form[data-draft]')].find(form => keyOf(form) === sent.key && form.querySelector('[role=alert], [data-failed]'));
  if (back) saveDraft(back);
};

onEveryPage(() => {
  signingOut = false;
  showMenu(false);
  settleSentDraft();
  page.querySelectorAll('form[data-draft]').forEach(offerDraft);
  page.querySelector('[data-focus]')?.focus();
});

// Sending: say so when the server cannot be reached, and keep what was typed.

let sending = null;
const unreachable = () => {
  sending = null;
  sessionStorage.removeItem('anju:sent');
  say('无法连接服务器，尚未保存。填写的内容已留在本机，请稍后再试。');
};

page.addEventListener('submit', event => {
  const form = event.target;
  if (form.method !== 'post') return;
  if (form.matches('[data-sign-out]')) {
    signingOut = true;
    for (const store of [localStorage, sessionStorage]) {
      Object.keys(store).filter(key => key.startsWith(prefix)).forEach(key => store.removeItem(key));
    }
    return;
  }
  if (form.matches('[data-draft]')) {
    clearTimeout(draftTimers.get(form));
    saveDraft(form);
  }
  if (!navigator.onLine) {
    event.preventDefault();
    event.stopPropagation();
    unreachable();
    return;
  }
  if (form.matches('[data-draft]')) sessionStorage.setItem('anju:sent', JSON.stringify({ key: keyOf(form), to: event.submitter?.formAction || form.action }));
  sending = form;
  setTimeout(() => { if (sending === form) sending = null; }, 60000);
}, true);

// An enhanced form is sent with fetch; when that fails, the framework leaves a rejected promise behind.
window.addEventListener('unhandledrejection', event => {
  if (sending && event.reason instanceof TypeError) unreachable();
});

// Keyboard: single keys can be switched off (WCAG 2.1.4).

const shortcutsOff = () => localStorage.getItem('anju:shortcuts') === 'off';
onEveryPage(() => page.querySelectorAll('[data-shortcuts]').forEach(box => { box.checked = !shortcutsOff(); }));
page.addEventListener('change', event => {
  if (event.target.matches('[data-shortcuts]')) localStorage.setItem('anju:shortcuts', event.target.checked ? 'on' : 'off');
});

const moveRow = (from, step) => {
  const rows = [...from.closest('table').tBodies[0].rows].filter(row => row.querySelector('a'));
  const next = rows[rows.indexOf(from.closest('tr')) + step];
  next?.querySelector('a').focus();
  return Boolean(next);
};

const enterTable = event => {
  const first = event.target.closest('.table-frame')?.querySelector('table[data-rows] tbody a');
  first?.focus();
  return Boolean(first);
};

page.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'Escape' && menuIsOpen()) {
    showMenu(false);
    page.querySelector('[data-menu]')?.focus();
    return;
  }
  if (event.target.closest('input, select, textarea, [contenteditable]')) return;
  if (event.key === '/' && !shortcutsOff()) {
    const search = page.querySelector('#global-search');
    if (!search) return;
    event.preventDefault();
    search.focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1, ...(shortcutsOff() ? {} : { j: 1, k: -1 }) }[event.key];
  if (!step) return;
  const row = event.target.closest('table[data-rows] tbody tr');
  if (row ? moveRow(event.target, step) : step === 1 && enterTable(event)) event.preventDefault();
});

// Passkeys: the server's question is put to the browser when the form is sent, and its answer goes with the form.

onEveryPage(() => page.documentElement.classList.toggle('passkeys', !!window.PublicKeyCredential?.parseRequestOptionsFromJSON));

const answerOf = async question => {
  const sent = await fetch(question, { method: 'POST' });
  if (!sent.ok || sent.redirected) throw new Error(`${sent.status}`);
  const asked = await sent.json();
  const made = asked.pubKeyCredParams
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
  return JSON.stringify(made.toJSON());
};

page.addEventListener('submit', async event => {
  const form = event.target;
  const field = form.querySelector('[data-passkey]');
  if (!field || field.value) return;
  event.preventDefault();
  try {
    field.value = await answerOf(field.dataset.passkey);
    form.requestSubmit();
  } catch {
    say('没有完成：请重新点按钮，按设备的提示操作。停留太久请刷新页面。');
  }
});
