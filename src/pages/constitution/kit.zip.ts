/** The kit as one file to take along. Made on request: its sheets carry the address at which the site is being read. */
import type { APIRoute } from 'astro';
import { kitReadme, kitSheets, sheetFile, signInCsv } from '#library/kit.ts';
import { escapeHtml } from '#library/notes.ts';
import { qrSvg } from '#library/qr.ts';
import codeCss from '#library/ui/code.css?raw';
import kitCss from '#library/ui/kit.css?raw';
import { zipOf } from '#library/zip.ts';
import { atFor } from '../_origin.ts';
import { constitutionKit } from './_kit.ts';

export const prerender = false;

export const GET: APIRoute = async (context) => {
  const at = atFor(context);
  const { kit, site } = await constitutionKit(at, (path, label) => `<div class="code">${qrSvg(at(path), label)}<p>${escapeHtml(label)}<br><span>${escapeHtml(at(path))}</span></p></div>`);
  const files: [string, string][] = [
    ['先看这里.txt', kitReadme(kit, site)],
    ...kitSheets(kit, site).map((sheet): [string, string] => [`${sheet.title}.html`, sheetFile(sheet, kit, codeCss + kitCss)]),
    ['签到表.csv', signInCsv(kit)],
  ];
  const zip = zipOf(files.map(([name, text]) => ({ name: `${kit.title}/${name}`, bytes: new TextEncoder().encode(text) })), kit.verified);
  return new Response(zip.buffer as ArrayBuffer, { headers: { 'content-type': 'application/zip' } });
};
