// Long work: <x-progress src="…" href="result"> follows the server-sent "progress" events
// {done, total, unit, phase, secondsLeft, finished, failed, message}. What it shows lives in a shadow root, which enhanced
// navigation leaves alone; its content is what people without script see. What ends well leads on to its result by itself.

const progressStyle = new CSSStyleSheet();
progressStyle.replaceSync(`
  :host { display: block }
  .line { display: flex; flex-wrap: wrap; gap: 2px 14px; align-items: center }
  progress { flex: 1 1 200px; max-width: 480px; height: 14px; accent-color: #1b5aa8 }
  .counts { font-variant-numeric: tabular-nums }
  a { color: #1b5aa8; font-weight: 700 }
  .failed { color: #ad2119 }`);

const timeLeft = seconds => seconds < 60 ? `约 ${Math.max(1, Math.round(seconds))} 秒`
  : seconds < 3600 ? `约 ${Math.ceil(seconds / 60)} 分钟`
    : `约 ${Math.floor(seconds / 3600)} 小时 ${Math.floor(seconds % 3600 / 60)} 分`;

customElements.define('x-progress', class extends HTMLElement {
  connectedCallback() {
    if (!this.shadowRoot) this.#build();
    this.events = new EventSource(this.getAttribute('src'));
    this.events.addEventListener('progress', event => this.#show(JSON.parse(event.data)));
    this.events.addEventListener('error', () => { this.status.textContent = '连接中断，正在重新连接…'; });
  }

  disconnectedCallback() {
    this.events?.close();
  }

  #build() {
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [progressStyle];
    const make = (name, className) => Object.assign(document.createElement(name), { className });
    this.bar = make('progress', '');
    this.bar.setAttribute('aria-label', this.getAttribute('label') ?? '进度');
    this.counts = make('span', 'counts');
    this.status = make('span', 'status');
    this.status.setAttribute('role', 'status');
    this.link = make('a', 'result');
    this.link.hidden = true;
    const line = make('div', 'line');
    line.append(this.bar, this.counts, this.status, this.link);
    root.append(line);
    this.status.textContent = '正在连接…';
  }

  #show({ done = 0, total = 0, unit, phase, secondsLeft, finished, failed, message }) {
    if (total > 0) {
      this.bar.max = total;
      this.bar.value = done;
    } else if (!finished) {
      this.bar.removeAttribute('value');
    } else if (!failed) {
      this.bar.value = this.bar.max;
    }
    const counts = total > 0 ? `${done.toLocaleString('en')} / ${total.toLocaleString('en')}` : done > 0 ? done.toLocaleString('en') : '';
    this.counts.textContent = counts && unit ? `${counts} ${unit}` : counts;
    const left = secondsLeft > 0 && !finished ? `剩余${timeLeft(secondsLeft)}` : '';
    const words = [phase, left, message].filter(Boolean).join('，');
    if (this.status.textContent !== words) this.status.textContent = words;
    this.status.classList.toggle('failed', Boolean(failed));
    if (!finished) return;
    this.events.close();
    const result = this.getAttribute('href');
    if (result) Object.assign(this.link, { href: result, textContent: '查看结果', hidden: false });
    this.dispatchEvent(new CustomEvent('finished', { bubbles: true }));
    if (result && !failed) setTimeout(() => { if (this.isConnected) location.assign(result); }, 800);
  }
});
