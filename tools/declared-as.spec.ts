import { describe, expect, it } from '@jest/globals';
import { declaredAs } from './declared-as.js';

const POLICIES = [
  { name: 'documents', maxBytes: 10, contentTypes: ['application/pdf'] },
  { name: 'office', maxBytes: 100, contentTypes: ['application/pdf'] },
  { name: 'images', maxBytes: 100, contentTypes: ['image/jpeg'] },
];

describe('what a file is declared as', () => {
  it.each([
    ['a.pdf', 10, 'application/pdf', 'documents'],
    ['a.PDF', 11, 'application/pdf', 'office'],
    ['a.pdf', 1000, 'application/pdf', 'documents'],
    ['a.jpg', 1, 'image/jpeg', 'images'],
    ['a.jpeg', 1, 'image/jpeg', 'images'],
  ])('follows from the name and the size: %s of %d bytes', (name, size, contentType, policy) => {
    expect(declaredAs(name, size, POLICIES, {})).toEqual({ contentType, policy });
  });

  it('is what was chosen', () => {
    const choice = { type: 'image/jpeg', policy: 'documents' };
    expect(declaredAs('a.bin', 1, POLICIES, choice)).toEqual({
      contentType: choice.type,
      policy: choice.policy,
    });
  });

  it.each([
    ['a.bin', {}, 'no media type is known for a.bin'],
    ['a.mp3', {}, 'no policy allows audio/mpeg'],
    ['a.pdf', { policy: 'pictures' }, 'no policy is named pictures; there are documents, office, images'],
  ])('is refused in one line: %s', (name, choice, message) => {
    expect(() => declaredAs(name, 1, POLICIES, choice)).toThrow(message);
  });
});
