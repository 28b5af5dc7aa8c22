import { createHmac } from 'node:crypto';

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** AWS, "Create a signed AWS API request", step 3: derive the signing key. `day` is `YYYYMMDD`. */
export function signingKey(secretAccessKey: string, day: string, region: string, service: string): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, day), region), service), 'aws4_request');
}

/** The key of today, kept: four of the five HMACs of a signature are the same all day long. */
export class SigningKeys {
  private secret = '';
  private day = '';
  private key: Buffer = Buffer.alloc(0);

  constructor(
    private readonly region: string,
    private readonly service: string,
  ) {}

  of(secretAccessKey: string, day: string): Buffer {
    if (secretAccessKey !== this.secret || day !== this.day) {
      this.key = signingKey(secretAccessKey, day, this.region, this.service);
      this.secret = secretAccessKey;
      this.day = day;
    }
    return this.key;
  }
}
