import { S3Error } from '../s3-error.js';
import { childrenOf, textOf, textsOf, type XmlElement } from '../xml.js';

export interface CorsRule {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  /** Lower case, as header names compare. */
  readonly headers: readonly string[];
  readonly exposedHeaders: readonly string[];
  readonly maxAgeSeconds?: string;
}

/** A cross-origin request, in the terms of a preflight. */
export interface CrossOrigin {
  readonly origin: string;
  readonly method: string;
  /** Lower case. */
  readonly headers: readonly string[];
}

/** S3 user guide, "Elements of a CORS configuration". */
const METHODS = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'];

export function parseCorsRules(configuration: XmlElement): CorsRule[] {
  return childrenOf(configuration, 'CORSRule').map((rule) => {
    const origins = textsOf(rule, 'AllowedOrigin');
    const methods = textsOf(rule, 'AllowedMethod');
    if (origins.length === 0 || methods.length === 0) throw new S3Error('MalformedXML');
    const unknown = methods.find((method) => !METHODS.includes(method));
    if (unknown !== undefined) {
      throw new S3Error(
        'InvalidRequest',
        `Found unsupported HTTP method in CORS config. Unsupported method is ${unknown}`,
      );
    }
    const patterns = [...origins, ...textsOf(rule, 'AllowedHeader')];
    if (patterns.some((pattern) => pattern.split('*').length > 2)) {
      throw new S3Error('InvalidRequest', 'A CORS pattern can not have more than one wildcard.');
    }
    return {
      origins,
      methods,
      headers: textsOf(rule, 'AllowedHeader').map((name) => name.toLowerCase()),
      exposedHeaders: textsOf(rule, 'ExposeHeader'),
      maxAgeSeconds: textOf(rule, 'MaxAgeSeconds'),
    };
  });
}

/** The first rule that allows all of it, as S3 chooses. */
export function matchingRule(rules: readonly CorsRule[], wanted: CrossOrigin): CorsRule | undefined {
  return rules.find(
    (rule) =>
      rule.methods.includes(wanted.method) &&
      rule.origins.some((pattern) => matches(pattern, wanted.origin)) &&
      wanted.headers.every((name) => rule.headers.some((pattern) => matches(pattern, name))),
  );
}

/** At most one `*`, anywhere. */
function matches(pattern: string, text: string): boolean {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === text;
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}
