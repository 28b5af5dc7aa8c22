import type { SaxesTagNS } from 'saxes';

/** Of all open elements; a root of Word's declares 40 namespaces. */
const MAX_NAMESPACES = 512;
const MAX_CHARACTERS = 64 * 1024;

/** The names and namespaces that the parser keeps of the elements that are open. */
export class OpenNames {
  private namespaces = 0;
  private characters = 0;

  get areTooMany(): boolean {
    return this.namespaces > MAX_NAMESPACES || this.characters > MAX_CHARACTERS;
  }

  open(tag: SaxesTagNS): void {
    this.count(tag, 1);
  }

  close(tag: SaxesTagNS): void {
    this.count(tag, -1);
  }

  private count({ name, ns }: SaxesTagNS, sign: 1 | -1): void {
    this.characters += sign * name.length;
    for (const prefix in ns) {
      this.namespaces += sign;
      this.characters += sign * (prefix.length + (ns[prefix]?.length ?? 0));
    }
  }
}
