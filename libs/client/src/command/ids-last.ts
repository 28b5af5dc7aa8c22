/** 52 characters, or 60 of a multipart upload; one in 64 begins with a dash. */
const ID_LIKE_AN_OPTION = /^-[\w-]{51}(?:[\w-]{8})?$/;

/** The same arguments, with ids that look like options behind the `--` that ends the options. */
export function idsLast(args: readonly string[]): string[] {
  const ids = args.filter((arg) => ID_LIKE_AN_OPTION.test(arg));
  return ids.length === 0 || args.includes('--')
    ? [...args]
    : [...args.filter((arg) => !ids.includes(arg)), '--', ...ids];
}
