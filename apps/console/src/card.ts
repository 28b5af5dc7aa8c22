import type { Verdict } from '#client';
import { amount } from './amount.js';
import { byId, create } from './element.js';

/** One upload as the list shows it. */
export class Card {
  private readonly state = create('p', { className: 'state' });
  private readonly about = create('div', { className: 'about' });
  private readonly bar = create('progress', { max: 100, value: 0 });
  private readonly buttons = create('div');
  private readonly element: HTMLLIElement;

  constructor(private readonly file: File) {
    this.bar.ariaLabel = `${file.name}, sent`;
    this.element = create(
      'li',
      { tabIndex: -1 },
      create('h3', {}, file.name),
      this.state,
      this.bar,
      this.about,
      this.buttons,
    );
    this.show('waiting', `Waiting, ${amount(file.size)}`);
    byId('uploads', HTMLUListElement).prepend(this.element);
  }

  sent(bytes: number): void {
    const percent = this.file.size === 0 ? 100 : Math.floor((100 * bytes) / this.file.size);
    this.bar.value = percent;
    this.show('sending', percent < 100 ? `Sending, ${percent} % of ${amount(this.file.size)}` : 'Checking…');
  }

  decided(verdict: Verdict): void {
    this.bar.hidden = true;
    switch (verdict.status) {
      case 'validated':
        this.conclude('validated', `Validated: ${verdict.contentType}, ${amount(verdict.size)}`, [
          ...(verdict.warnings ?? []).map(({ code, detail }) => `Warning ${code}: ${detail}`),
          `Id ${verdict.id}`,
        ]);
        return;
      case 'rejected':
        this.conclude('rejected', `Rejected, ${verdict.rejection.code}: ${verdict.rejection.detail}`, [
          `Declared as ${verdict.declaredContentType ?? 'nothing'}, detected as ${verdict.detectedContentType ?? 'nothing known'}`,
          `Id ${verdict.id}`,
        ]);
        return;
      case 'erased':
        this.conclude('erased', 'Erased', [`Id ${verdict.id}`]);
    }
  }

  failed(reason: string): void {
    this.bar.hidden = true;
    this.conclude('failed', reason, []);
  }

  /** Replaces what can be done with it. Focus stays here if a button had it that is gone. */
  offer(actions: Readonly<Record<string, () => void>>): void {
    const hadFocus = this.buttons.contains(document.activeElement);
    const buttons = Object.entries(actions).map(([label, onclick]) => {
      const button = create('button', { type: 'button', onclick }, label);
      button.ariaLabel = `${label} ${this.file.name}`;
      return button;
    });
    this.buttons.replaceChildren(...buttons);
    if (hadFocus) this.element.focus();
  }

  /** What is final is said aloud, too. */
  private conclude(className: string, state: string, lines: readonly string[]): void {
    this.show(className, state);
    this.about.replaceChildren(...lines.map((line) => create('p', {}, line)));
    byId('said', HTMLElement).textContent = `${this.file.name}: ${state}`;
  }

  private show(className: string, state: string): void {
    this.element.className = className;
    this.state.textContent = state;
  }
}
