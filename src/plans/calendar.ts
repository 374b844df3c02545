/**
 * 日历文件 (iCalendar, RFC 5545): the deadlines of one person for the calendar of a phone or computer. Whole days
 * are dates without a time; ends at a minute are given in UTC, so that no time-zone table is needed.
 */
import { addDays, type Day } from '../kernel/day.ts';
import type { Deadline } from './deadlines.ts';

/** Text values: backslash, semicolon, comma and line breaks are escaped (3.3.11); other control characters have no place in it. */
const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n').replace(/\p{Cc}/gu, '');

const utf8 = new TextEncoder();

/** Content lines are folded at 75 octets, never within a character (3.1). */
export function folded(line: string): string {
  let out = '';
  let octets = 0;
  for (const char of line) {
    const size = utf8.encode(char).length;
    if (octets + size > 75) {
      out += '\r\n ';
      octets = 1;
    }
    out += char;
    octets += size;
  }
  return out;
}

const date = (day: Day): string => day.replaceAll('-', '');
const utc = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '');

export interface CalendarOf {
  readonly year: number;
  readonly name: string;
  readonly deadlines: readonly Deadline[];
  /** Names the person within the identifiers of events, without telling who it is. */
  readonly key: string;
  /** Where the year can be looked at. */
  readonly address: string;
  /** When it was made, ms. */
  readonly now: number;
}

/** The file: one event for each deadline; a reminder a week and a day before each end. */
export function calendarText({ year, name, deadlines, key, address, now }: CalendarOf): string {
  const host = /^https?:\/\/([^/:]+)/.exec(address)?.[1] ?? 'pufa.invalid';
  const reminder = (trigger: string, what: string): string[] => ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(what)}`, `TRIGGER:${trigger}`, 'END:VALARM'];
  const events = deadlines.flatMap((d) => [
    'BEGIN:VEVENT',
    `UID:${year}-${d.id}-${key}@${host}`,
    `DTSTAMP:${utc(now)}`,
    // An end at a minute is an event without length; a day needs its (exclusive) end.
    ...(d.at === undefined ? [`DTSTART;VALUE=DATE:${date(d.day)}`, `DTEND;VALUE=DATE:${date(addDays(d.day, 1))}`] : [`DTSTART:${utc(d.at)}`]),
    `SUMMARY:${escaped(d.what)}`,
    `URL:${address}`,
    'TRANSP:TRANSPARENT',
    ...(d.end ? [...reminder('-P7D', d.what), ...reminder('-P1D', d.what)] : []),
    'END:VEVENT',
  ]);
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//pufa//year//ZH', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', `X-WR-CALNAME:${escaped(name)}`, ...events, 'END:VCALENDAR'];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
