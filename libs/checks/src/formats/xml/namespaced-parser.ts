import { SaxesParser, type SaxesAttributeNSIncomplete } from 'saxes';
import { OpenNames } from './open-names.js';

const MAX_ATTRIBUTE_NAME_CHARACTERS = 4096;
/** Of one namespace; the standards' own stay below 120. Of each attribute the parser compares all of it with the others'. */
const MAX_NAMESPACE_CHARACTERS = 1024;

/**
 * Cheap where hostile XML makes the parser dear. A prefix is resolved in one step: the parser's own way asks every open
 * element, for each tag and each attribute.
 */
export class NamespacedParser extends SaxesParser<{ xmlns: true; position: false }> {
  readonly openNames = new OpenNames();
  /** What the tag that is being read declares. */
  private declared?: Map<string, string>;
  private isNameTooLong = false;

  constructor(private readonly onFlaw: () => void) {
    super({ xmlns: true, position: false });
  }

  /** Every character may be one: an error with its stack for each of them takes long, and nobody would read it. */
  override fail(): this {
    this.onFlaw();
    return this;
  }

  get areNamesTooLong(): boolean {
    return this.isNameTooLong || this.openNames.areTooMany;
  }

  /** Of every attribute, as it comes. */
  declare({ name, prefix, local, value }: SaxesAttributeNSIncomplete): void {
    this.isNameTooLong ||= name.length > MAX_ATTRIBUTE_NAME_CHARACTERS;
    if (prefix !== 'xmlns' && name !== 'xmlns') return;
    this.isNameTooLong ||= value.length > MAX_NAMESPACE_CHARACTERS;
    (this.declared ??= new Map<string, string>()).set(prefix === '' ? '' : local, value.trim());
  }

  /** The tag is whole. */
  settle(): void {
    this.declared = undefined;
  }

  override resolve(prefix: string): string | undefined {
    // Nobody asks for names any more.
    if (this.isNameTooLong) return '';
    return this.declared?.get(prefix) ?? this.openNames.namespaceOf(prefix);
  }
}
