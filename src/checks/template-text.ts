/** Text of the template that `desk new` wrote and nobody replaced. It must not be published as it stands. */
import { entriesOf, issueAt, issueInBody, type Rule } from './material.ts';

/** Every sentence of a template that is to be replaced starts with this. */
export const TO_WRITE = '【待写】';

export const templateText: Rule = (material) =>
  entriesOf(material.library).flatMap((entry) => {
    const what = { code: 'template-text', level: 'warning' as const, message: `还留着模板里的“${TO_WRITE}”。`, hint: '换成自己的文字；发布前一处也不能留' };
    const field = Object.entries(entry.data).find(([, value]) => JSON.stringify(value)?.includes(TO_WRITE));
    const inBody = entry.body.indexOf(TO_WRITE);
    return [...(field ? [issueAt(material, entry.id, [field[0]], what)] : []), ...(inBody >= 0 ? [issueInBody(material, entry, inBody, what)] : [])];
  });
