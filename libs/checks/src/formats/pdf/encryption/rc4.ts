/** RC4, which Node's OpenSSL no longer has: of old documents alone. Keeps its state from piece to piece. */
export class Rc4 {
  private readonly state = Uint8Array.from({ length: 256 }, (_, at) => at);
  private first = 0;
  private second = 0;

  constructor(key: Uint8Array) {
    const { state } = this;
    let other = 0;
    for (let at = 0; at < 256; at += 1) {
      other = (other + (state[at] ?? 0) + (key[at % key.length] ?? 0)) & 0xff;
      this.swap(at, other);
    }
  }

  update(bytes: Uint8Array): Buffer {
    const { state } = this;
    const output = Buffer.allocUnsafe(bytes.length);
    for (let at = 0; at < bytes.length; at += 1) {
      this.first = (this.first + 1) & 0xff;
      this.second = (this.second + (state[this.first] ?? 0)) & 0xff;
      this.swap(this.first, this.second);
      const mixed = state[((state[this.first] ?? 0) + (state[this.second] ?? 0)) & 0xff] ?? 0;
      output[at] = (bytes[at] ?? 0) ^ mixed;
    }
    return output;
  }

  private swap(one: number, other: number): void {
    const { state } = this;
    const kept = state[one] ?? 0;
    state[one] = state[other] ?? 0;
    state[other] = kept;
  }
}
