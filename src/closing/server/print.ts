/** Certificates as PDF: a page each, only the signs that are used of each font, typeset beside the service. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayInChinese, dayOf } from '../../kernel/day.ts';
import { qrSvg } from '../../library/qr.ts';
import { setBeside, type Typeset } from '../../library/server/typst-thread.ts';
import type { Certificate } from './certificates.ts';

export interface Letterhead {
  /** Title of the plan. */
  readonly plan: string;
  /** Name of the bureau; empty: left out. */
  readonly bureau: string | undefined;
  /** Address of the check page, `https://…/verify/`. */
  readonly verify: string;
}

/** @param signal ends the work early. */
export async function printCertificates(certificates: readonly Certificate[], { plan, bureau, verify }: Letterhead, signal?: AbortSignal): Promise<Typeset> {
  const data = {
    title: `学法合格证书 ${plan}`,
    plan,
    bureau: bureau || null,
    verify,
    certificates: certificates.map((c) => ({
      number: c.number,
      name: c.name,
      metOn: dayInChinese(c.met_on),
      band: c.band,
      issued: dayInChinese(dayOf(Date.parse(c.issued_at))),
      qr: qrSvg(`${verify}${c.number}/`, '查验').replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" '),
    })),
  };
  return setBeside(import.meta.dirname, readFileSync(join(import.meta.dirname, 'certificate.typ'), 'utf8'), { 'certificates.json': Buffer.from(JSON.stringify(data)) }, { signal });
}
