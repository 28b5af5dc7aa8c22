import type { SaxesTagNS } from 'saxes';

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

export function elementOf({ uri, local, attributes }: SaxesTagNS): XmlElement {
  return {
    uri,
    local,
    get attributes() {
      return Object.values(attributes);
    },
    attribute: (name, namespace = '') =>
      Object.values(attributes).find((attribute) => attribute.local === name && attribute.uri === namespace)
        ?.value,
  };
}
