/** The kit as one file to take along. */
import type { APIRoute } from 'astro';
import { kitReadme, kitSheets, sheetFile, signInCsv } from '#library/kit.ts';
import css from '#library/ui/kit.css?raw';
import { zipOf } from '#library/zip.ts';
import { constitutionKit } from './_kit.ts';

export const prerender = true;

export const GET: APIRoute = async () => {
  const { kit, site } = await constitutionKit();
  const files: [string, string][] = [
    ['先看这里.txt', kitReadme(kit, site)],
    ...kitSheets(kit, site).map((sheet): [string, string] => [`${sheet.title}.html`, sheetFile(sheet, kit, css)]),
    ['签到表.csv', signInCsv(kit)],
  ];
  const zip = zipOf(files.map(([name, text]) => ({ name: `${kit.title}/${name}`, bytes: new TextEncoder().encode(text) })), kit.verified);
  return new Response(zip.buffer as ArrayBuffer, { headers: { 'content-type': 'application/zip' } });
};
