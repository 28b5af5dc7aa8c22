import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';

const inspect = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/tools/inspect.js', ...args], {
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

  it.each([
    ['a file that is not there', ['nothing.pdf']],
    ['policies that are no JSON', ['--policies', 'README.md', 'README.md']],
    ['policies that are none', ['--policies', 'package.json', 'README.md']],
    ['a policy that nobody knows', ['--policy', 'nobody', 'README.md']],
  ])('says what is wrong with %s, without a stack', (_, args) => {
    const { status, stderr } = inspect(...args);
    expect(stderr).toMatch(/\S/);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(status).toBe(2);
  });

  it('says what it needs', () => {
    const { status, stderr } = inspect();
    expect(stderr).toContain('npm run inspect --');
    expect(status).toBe(2);
  });
});
