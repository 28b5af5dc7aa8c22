import { MEDIA_TYPES, settleType } from '#checks';

/** As `GET /policies` lists them, and as `policies.json` has them. */
export interface AllowedTypes {
  readonly name: string;
  readonly maxBytes: number;
  readonly contentTypes: readonly string[];
}

export interface Declared {
  readonly contentType: string;
  readonly policy: string;
}

export interface Choice {
  readonly type?: string;
  readonly policy?: string;
}

/**
 * What a local file is declared as: the media type that its extension stands for, and the first policy that allows it
 * at this size. What was chosen wins.
 * @throws Error of one line, for whoever typed the command
 */
export function declaredAs(
  filename: string,
  size: number,
  policies: readonly AllowedTypes[],
  { type, policy }: Choice,
): Declared {
  const contentType = type ?? typeByName(filename);
  if (contentType === undefined) throw new Error(`no media type is known for ${filename}: give --type`);
  const named = policies.filter(({ name }) => policy === undefined || name === policy);
  if (named.length === 0) throw new Error(`no policy is named ${policy}; there are ${names(policies)}`);
  const allowing = named.filter(({ contentTypes }) => contentTypes.includes(contentType));
  const chosen = allowing.find(({ maxBytes }) => size <= maxBytes) ?? allowing[0] ?? named[0];
  if (chosen === undefined || (policy === undefined && allowing.length === 0))
    throw new Error(`no policy allows ${contentType} for ${filename}: give --type, or --policy`);
  return { contentType, policy: chosen.name };
}

/** The gateway's own answer to a file of which nothing but the name is known. */
function typeByName(filename: string): string | undefined {
  const settled = settleType('', filename, ALL);
  return 'contentType' in settled ? settled.contentType : undefined;
}

const ALL = MEDIA_TYPES.map(({ mediaType }) => mediaType);

const names = (policies: readonly AllowedTypes[]): string => policies.map(({ name }) => name).join(', ');
