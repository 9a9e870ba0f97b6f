import { describe, expect, it } from 'vitest';
import { isServerAddress, silenceOf } from '@/lib/replay/mock-server';

describe('the address of a mock server', () => {
  it.each(['http://localhost:1337', 'HTTP://mock.example/base', 'https://10.0.0.2'])('may be %s', (text) =>
    expect(isServerAddress(text)).toBe(true),
  );

  it.each(['', 'localhost:1337', '127.0.0.1:1337', '/mock', 'ftp://mock.example', 'http://'])('is not %s', (text) =>
    expect(isServerAddress(text)).toBe(false),
  );
});

describe('a mock server that says nothing', () => {
  const refused = new TypeError('Failed to fetch');

  it('is named, with the command that starts it on this machine', () => {
    expect(silenceOf('http://localhost:4100', refused)).toBe(
      'The mock server at http://localhost:4100 does not answer, or it cut the connection. ' +
        'If it is not running, start it: affitor-inspector mock --port 4100',
    );
    expect(silenceOf('http://localhost', refused)).toContain('--port 80');
  });

  it('is not to be started from here when it is elsewhere', () => {
    const said = silenceOf('https://mock.example:8443', refused);
    expect(said).toContain('The mock server at https://mock.example:8443 does not answer');
    expect(said).not.toContain('affitor-inspector mock');
  });

  it('may only be too slow', () => {
    const late = new DOMException('signal timed out', 'TimeoutError');
    expect(silenceOf('http://localhost:4100', late)).toBe(
      'The mock server at http://localhost:4100 did not answer in time.',
    );
  });
});
