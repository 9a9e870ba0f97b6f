import type { Command } from '@/lib/cli/command';
import { check } from './check';
import { mock } from './mock';
import { validate } from './validate';

/** Every command of `affitor-inspector`, by name. */
export const COMMANDS: Record<string, Command> = { mock, check, validate };
