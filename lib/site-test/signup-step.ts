/** A signup as steps that can be made again. The script in the page knows no more of a recording than this file. */

export const STEP_LIMIT = 100;
export const TEXT_LIMIT = 2000;
export const NAME_LIMIT = 120;

/** What an element can be found by again; the empty text for what it has not. */
export type FieldPlace = {
  tag: string;
  type: string;
  id: string;
  name: string;
  label: string;
  role: string;
  autocomplete: string;
  /** Of a radio button or checkbox: which of those of its name. */
  option: string;
  css: string;
};

export type SignupAct =
  | { kind: 'type'; value: string }
  /** Filled in with what is kept nowhere. */
  | { kind: 'secret'; secret: 'password' | 'card' | 'code' | 'file' }
  | { kind: 'choose'; values: string[] }
  | { kind: 'tick'; isOn: boolean }
  | { kind: 'press'; isSubmit: boolean }
  /** With Enter, in a form that has no button for it. */
  | { kind: 'submit' };

export type SignupStep = {
  /** Origin and path of the page it was made on. */
  page: string;
  place: FieldPlace;
  act: SignupAct;
};

export type SignupRecording = {
  version: 1;
  origin: string;
  /** Milliseconds since 1970. */
  recordedAt: number;
  steps: SignupStep[];
};

/** What a person would call the field. */
export function fieldName({ place: { label, name, id, type, tag } }: SignupStep): string {
  return label || name || id || type || tag;
}

export type PlayAsk = {
  step: SignupStep;
  /** To be typed, for a step that types. */
  text: string;
  /** Also on another page of the same origin: paths may hold what differs each time. */
  anyPath: boolean;
  /** Also while parts of the page are being loaded. */
  early: boolean;
  /** Only tells whether the element is there. */
  dry: boolean;
};

export type PlayReply =
  | { state: 'done' }
  | { state: 'loading' }
  /** Another page is on show. */
  | { state: 'elsewhere' }
  | { state: 'absent' }
  | { state: 'disabled' };

/** From the background to the script in the page, which answers `play` alone. */
export type SignupCommand = { type: 'signup-record' } | { type: 'signup-stop' } | { type: 'signup-play'; ask: PlayAsk };
