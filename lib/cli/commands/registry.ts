import type { Command } from '@/lib/cli/command';
import { mock } from './mock';

/** Every command of `affitor-inspector`, by name. */
export const COMMANDS: Record<string, Command> = { mock };
