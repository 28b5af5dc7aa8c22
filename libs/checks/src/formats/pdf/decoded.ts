/** What one filter made of the bytes: `damaged` where readers could differ, `too-large` past the bytes it was allowed. */
export type Decoded = Buffer | 'damaged' | 'too-large';
