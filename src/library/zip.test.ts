import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { qrOf } from './qr.ts';
import { zipOf } from './zip.ts';
import { encode } from 'uqr';

it('another reader finds every file with its Chinese name, its bytes and its day', async () => {
  const text = (s: string) => new TextEncoder().encode(s);
  const made = zipOf([{ name: '说明.txt', bytes: text('先看这里') }, { name: '空.txt', bytes: text('') }, { name: 'a/签到表.csv', bytes: text('姓名,单位\n') }], '2026-11-23');
  const read = await JSZip.loadAsync(made, { checkCRC32: true });
  const files = Object.values(read.files).filter((f) => !f.dir);
  expect(files.map((f) => f.name)).toEqual(['说明.txt', '空.txt', 'a/签到表.csv']);
  expect(await read.file('说明.txt')?.async('string')).toBe('先看这里');
  expect(await read.file('a/签到表.csv')?.async('string')).toBe('姓名,单位\n');
  expect(files[0]?.date.toISOString().slice(0, 10)).toBe('2026-11-23');
});

it('equal content gives equal bytes', () => {
  const once = () => zipOf([{ name: 'a', bytes: new Uint8Array([1, 2]) }], '2026-11-23');
  expect(once()).toEqual(once());
});

it('the path of a QR code fills exactly its dark modules', () => {
  const text = 'https://example.gov.cn/safety/forklift/';
  const { size, path } = qrOf(text);
  const filled = new Set<string>();
  for (const [, x, y, w] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) for (let i = 0; i < Number(w); i++) filled.add(`${Number(x) + i},${y}`);
  const wanted = encode(text, { ecc: 'M', border: 4 }).data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`${x},${y}`] : [])));
  expect([...filled].sort()).toEqual(wanted.sort());
  expect(size).toBe(encode(text, { ecc: 'M', border: 4 }).size);
});
