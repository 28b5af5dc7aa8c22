import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';

const inspect = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/dev/inspect.js', ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

describe('npm run inspect', () => {
  it('shows what was read, by which check, and that the file is accepted', () => {
    const { status, stdout } = inspect('test/fixtures/accept/libreoffice.docx');
    expect(stdout).toMatch(/first read[^]*1 req[^]*office-kind[^]*total[^]*accepted: application\/vnd/);
    expect(status).toBe(0);
  });

  it('says why a file is rejected and what it is, after those that are accepted', () => {
    const { status, stdout } = inspect(
      'test/fixtures/accept/libreoffice.docx',
      'test/fixtures/reject/type-mismatch/page.pdf',
    );
    expect(stdout).toMatch(/accepted[^]*page\.pdf[^]*rejected: type-mismatch: [^]*detected: text\/html/);
    expect(status).toBe(1);
  });

  it('says what it needs', () => {
    const { status, stderr } = inspect();
    expect(stderr).toContain('npm run inspect --');
    expect(status).toBe(2);
  });
});
