import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { OptionsForm } from '@/components/options/OptionsForm';
import { DEFAULT_SETTINGS, isHost } from '@/lib/journal/settings';
import type { Settings } from '@/lib/model/settings';

afterEach(cleanup);

function open(options: Partial<Settings> = {}, fails = false, remembered = 0) {
  const saved: Settings[] = [];
  const onSave = async (next: Settings) => {
    if (fails) throw new Error('QuotaExceededError');
    saved.push(next);
  };
  let tabs = 2;
  let signups = remembered;
  const onDelete = async () => {
    if (!fails) {
      tabs = 0;
      signups = 0;
    }
    return !fails;
  };
  const onMeasure = async () => ({ tabs, records: 1200, bytes: 3_400_000, signups });
  render(<OptionsForm options={{ ...DEFAULT_SETTINGS, ...options }} {...{ isHost, onSave, onMeasure, onDelete }} />);
  return { saved, user: userEvent.setup() };
}

const save = () => screen.getByRole('button', { name: 'Save options' });

describe('deleting what is kept', () => {
  it.each([
    ['did', false, 'Deleted'],
    ['did not', true, /Not everything could be deleted/],
  ])('says that it %s', async (_, fails, said) => {
    const { user, saved } = open({}, fails);
    await user.click(screen.getByRole('button', { name: 'Delete all recordings' }));
    expect(await screen.findByText(said)).toBeTruthy();
    expect(saved).toEqual([]);
  });
});

describe('what is kept', () => {
  it('is measured, and again when it was deleted', async () => {
    const { user } = open();
    expect(await screen.findByText(/^3\.[24] MB in 1,200 observations of 2 tabs\.$/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Delete all recordings' }));
    expect(await screen.findByText('Nothing is kept.')).toBeTruthy();
  });

  it('counts the signups that tests remember', async () => {
    const { user } = open({}, false, 1);
    expect(await screen.findByText(/of 2 tabs\. 1 remembered signup\.$/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Delete all recordings' }));
    expect(await screen.findByText('Nothing is kept.')).toBeTruthy();
  });
});

describe('the options', () => {
  it('choose the theme, and what an export leaves as it is', async () => {
    const { saved, user } = open({ keptKinds: ['name'] });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'Dark');
    expect(screen.getByRole('checkbox', { name: 'Names' })).toHaveProperty('checked', false);
    await user.click(screen.getByRole('checkbox', { name: 'Names' }));
    await user.click(screen.getByRole('checkbox', { name: 'User ids' }));
    await user.click(save());
    await user.click(screen.getByRole('checkbox', { name: 'Redact personal data' }));
    expect(screen.queryByRole('checkbox', { name: 'Names' })).toBeNull();
    await user.click(save());
    expect(saved).toEqual([
      { ...DEFAULT_SETTINGS, theme: 'dark', keptKinds: ['user-id'] },
      { ...DEFAULT_SETTINGS, theme: 'dark', keptKinds: ['user-id'], redact: false },
    ]);
  });

  it('are saved as typed, hosts one a line and in lower case', async () => {
    const { saved, user } = open({ hosts: ['track.example.com'] });
    await user.type(screen.getByRole('textbox', { name: 'Tracker hosts' }), '\nLocalhost:8080 proxy.example.com:443');
    await user.click(screen.getByRole('checkbox', { name: /^Also before DevTools/ }));
    await user.click(save());
    expect(saved).toEqual([
      {
        ...DEFAULT_SETTINGS,
        beforeDevTools: false,
        hosts: ['track.example.com', 'localhost:8080', 'proxy.example.com'],
      },
    ]);
    expect(screen.getByText('Saved')).toBeTruthy();
  });

  it.each([
    ['Tracker hosts', 'https://track.example.com/js', /is not a host/],
    ['Tracker hosts', 'track.example.com:123456', /is not a host/],
    ['Observations', '12', /whole number of observations from 1,000 to 2,000,000/],
    ['Megabytes', 'lots', /whole number of megabytes from 1 to 1,024/],
  ])('cannot be saved while %s is %s, and say why', async (label, typed, message) => {
    const { user } = open();
    const field = screen.getByRole('textbox', { name: label });
    await user.clear(field);
    await user.type(field, typed);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(message)).toBeTruthy();
    expect(save()).toHaveProperty('disabled', true);
  });

  it('say so when the browser refuses to store them', async () => {
    const { user } = open({}, true);
    await user.click(save());
    expect(screen.getByText(/^The browser refused to store the options/)).toBeTruthy();
  });
});
