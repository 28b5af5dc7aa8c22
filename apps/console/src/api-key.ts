const NAME = 'airlock-api-key';

/** The key of whoever is signed in: this tab has it, until it is closed. */
export const apiKey = {
  get: (): string | null => sessionStorage.getItem(NAME),
  keep: (key: string): void => sessionStorage.setItem(NAME, key),
  forget: (): void => sessionStorage.removeItem(NAME),
};
