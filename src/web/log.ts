/** Structured log: one JSON object a line on standard error. Never personal data, never a query string. */
import type { Clock } from '../kernel/clock.ts';

export type Log = (event: string, fields?: Readonly<Record<string, unknown>>) => void;

export function jsonLog(clock: Clock, write: (line: string) => void = (line) => void process.stderr.write(line)): Log {
  return (event, fields = {}) => write(`${JSON.stringify({ at: new Date(clock.now()).toISOString(), event, ...fields })}\n`);
}
