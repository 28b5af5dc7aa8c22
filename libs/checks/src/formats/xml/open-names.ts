import type { SaxesTagNS } from 'saxes';

/** Of all open elements; a root of Word's declares 40 namespaces. */
const MAX_NAMESPACES = 512;
const MAX_CHARACTERS = 64 * 1024;

/** Namespaces in XML 1.0, 3: bound without a declaration. */
const BOUND: ReadonlyMap<string, string> = new Map([
  ['xml', 'http://www.w3.org/XML/1998/namespace'],
  ['xmlns', 'http://www.w3.org/2000/xmlns/'],
]);

/** The names and namespaces of the elements that are open. */
export class OpenNames {
  private namespaces = 0;
  private characters = 0;
  /** What each prefix meant, the innermost last. */
  private readonly bound = new Map<string, string[]>();

  get areTooMany(): boolean {
    return this.namespaces > MAX_NAMESPACES || this.characters > MAX_CHARACTERS;
  }

  /** At once, however deep it was declared: the parser itself would ask each open element. */
  namespaceOf(prefix: string): string | undefined {
    return this.bound.get(prefix)?.at(-1) ?? BOUND.get(prefix);
  }

  open({ name, ns }: SaxesTagNS): void {
    this.characters += name.length;
    for (const prefix in ns) {
      const uri = ns[prefix] ?? '';
      this.count(prefix, uri, 1);
      const meanings = this.bound.get(prefix);
      if (meanings === undefined) this.bound.set(prefix, [uri]);
      else meanings.push(uri);
    }
  }

  close({ name, ns }: SaxesTagNS): void {
    this.characters -= name.length;
    for (const prefix in ns) {
      this.count(prefix, ns[prefix] ?? '', -1);
      const meanings = this.bound.get(prefix);
      meanings?.pop();
      if (meanings?.length === 0) this.bound.delete(prefix);
    }
  }

  private count(prefix: string, uri: string, sign: 1 | -1): void {
    this.namespaces += sign;
    this.characters += sign * (prefix.length + uri.length);
  }
}
