import type { SaxesAttributeNS } from 'saxes';

export interface XmlElement {
  readonly uri: string;
  readonly local: string;
  /** By local name; a prefix that matters is asked for with its namespace. */
  attribute(local: string, uri?: string): string | undefined;
  readonly attributes: readonly XmlAttribute[];
}

export interface XmlAttribute {
  readonly uri: string;
  readonly local: string;
  readonly value: string;
}

/** One for each tag, so it must cost little: nothing is looked at before somebody asks. */
export class TagElement implements XmlElement {
  constructor(
    readonly uri: string,
    readonly local: string,
    private readonly byName: Readonly<Record<string, SaxesAttributeNS>>,
  ) {}

  get attributes(): readonly XmlAttribute[] {
    return Object.values(this.byName);
  }

  attribute(local: string, uri = ''): string | undefined {
    for (const name in this.byName) {
      const attribute = this.byName[name];
      if (attribute?.local === local && attribute.uri === uri) return attribute.value;
    }
    return undefined;
  }
}
