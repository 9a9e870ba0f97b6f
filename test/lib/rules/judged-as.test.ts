import { describe, expect, it } from 'vitest';
import { chosenFor, parseJudgedAs, withChoice } from '@/lib/rules/judged-as';

describe('what was chosen under "Judged as"', () => {
  it('holds for its host, on every page and port of it, and for no other', () => {
    const choices = withChoice({}, 'shop.example.com', false);
    expect(chosenFor(choices, 'https://shop.example.com/signup')).toBe(false);
    expect(chosenFor(choices, 'http://shop.example.com:8080/')).toBe(false);
    expect(chosenFor(choices, 'https://example.com/')).toBeUndefined();
  });

  it('is gone when it is taken back', () => {
    const choices = withChoice(
      withChoice({ 'other.example.com': true }, 'shop.example.com', true),
      'shop.example.com',
      undefined,
    );
    expect(choices).toEqual({ 'other.example.com': true });
  });

  it('knows nothing of a host that is named like what every object has, nor of no host', () => {
    expect(chosenFor({}, 'http://constructor/')).toBeUndefined();
    expect(chosenFor({}, '')).toBeUndefined();
  });

  it('is nothing where rubbish is stored', () => {
    for (const stored of [undefined, null, 'yes', ['shop'], { 'shop.example.com': 'yes' }]) {
      expect(parseJudgedAs(stored)).toEqual({});
    }
    expect(parseJudgedAs({ 'shop.example.com': true })).toEqual({ 'shop.example.com': true });
  });
});
