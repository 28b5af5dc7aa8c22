import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { SigningEnvironment } from './signing-environment.js';

const problemsOf = (variables: Record<string, string>): string[] => {
  const all = { AWS_ENDPOINT_URL: 'http://localhost:4566', ...variables };
  return validateSync(plainToInstance(SigningEnvironment, all)).map(({ property }) => property);
};

describe('SigningEnvironment', () => {
  it.each([
    ['S3_PUBLIC_ENDPOINT', 'https://uploads.example.com'],
    ['UPLOAD_URL_TTL_SECONDS', '604800'],
  ])('takes %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([]);
  });

  it.each([
    ['S3_PUBLIC_ENDPOINT', 'https://example.com/s3'],
    ['UPLOAD_URL_TTL_SECONDS', '0'],
    ['UPLOAD_URL_TTL_SECONDS', '604801'],
    ['DOWNLOAD_URL_TTL_SECONDS', '1.5'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([name]);
  });
});
