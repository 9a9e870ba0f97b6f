import { afterEach, beforeEach, expect, test } from 'vitest';
import { joinFromPage, joinFromRelay } from '@/lib/messaging/channel';

let frame: HTMLIFrameElement;
let ground: Document;
const heardByPage: string[] = [];
const heardByRelay: unknown[] = [];

beforeEach(() => {
  frame = document.createElement('iframe');
  document.body.append(frame);
  ground = frame.contentDocument as Document;
  heardByPage.length = 0;
  heardByRelay.length = 0;
});
afterEach(() => frame.remove());

const joinPage = () => joinFromPage(ground, (text) => heardByPage.push(text));
const joinRelay = (hear: (text: unknown) => void = (text) => heardByRelay.push(text), name?: string) => {
  const end = joinFromRelay(ground, name);
  end.listen(hear);
  return end.send;
};

test.each([
  ['the page’s world first', false],
  ['the relay first', true],
])('they meet with %s, and hear each other at once', (_name, relayFirst) => {
  const early = relayFirst ? joinRelay() : undefined;
  const say = joinPage();
  say('before');
  const command = early ?? joinRelay();
  say('after');
  command('reveal');
  expect(heardByRelay).toEqual(['before', 'after']);
  expect(heardByPage).toEqual(['reveal']);
});

test('what is answered while something is said arrives in between', () => {
  const order: string[] = [];
  const command = joinRelay((text) => {
    order.push(`heard ${text}`);
    command('answer');
  });
  const say = joinFromPage(ground, (text) => order.push(`page heard ${text}`));
  say('one');
  order.push('said');
  expect(order).toEqual(['heard one', 'page heard answer', 'said']);
});

test.each([
  ['the page’s world first', false],
  ['the relay first', true],
])('what is said waits until the relay can hear it, with %s; commands do not wait', (_name, relayFirst) => {
  const early = relayFirst ? joinFromRelay(ground) : undefined;
  const say = joinPage();
  say('before');
  const end = early ?? joinFromRelay(ground);
  end.send('reveal');
  say('meanwhile');
  expect([heardByPage, heardByRelay]).toEqual([['reveal'], []]);
  end.listen((text) => heardByRelay.push(text));
  say('after');
  expect(heardByRelay).toEqual(['before', 'meanwhile', 'after']);
});

test('what waits for a relay that never comes is bounded', () => {
  const say = joinPage();
  for (let index = 0; index < 10_000; index++) say(`${index}`);
  joinRelay();
  expect(heardByRelay.length).toBeLessThanOrEqual(500);
  expect(heardByRelay[0]).toBe('0');
});

test('two pairs of different names in one document do not meet', () => {
  const other: unknown[] = [];
  joinRelay((text) => other.push(text), 'other');
  joinRelay();
  const say = joinPage();
  say('ours');
  expect([heardByRelay, other]).toEqual([['ours'], []]);
});

test('a listener that comes later gets neither the node nor a word', () => {
  joinRelay();
  const say = joinPage();
  const seen: string[] = [];
  for (const name of ['affitor', 'affitor?', 'call', 'message']) {
    for (const target of [ground, frame.contentWindow as Window])
      target.addEventListener(name, () => seen.push(name), true);
  }
  say('secret');
  ground.dispatchEvent(new CustomEvent('affitor?'));
  expect(seen).toEqual(['affitor?', 'affitor?']);
  expect(heardByRelay).toEqual(['secret']);
});

test('what is said in pagehide is heard', () => {
  joinRelay();
  const say = joinPage();
  frame.contentWindow?.addEventListener('pagehide', () => say('last words'));
  frame.remove();
  expect(heardByRelay).toEqual(['last words']);
});
