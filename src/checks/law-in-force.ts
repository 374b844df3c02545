/** What is cited must be in force on the day of the check: neither repealed nor still to come, nor of unknown force. */
import { dayInChinese } from '../kernel/day.ts';
import { citationsOf, issueAt, type Rule } from './material.ts';

export const lawInForce: Rule = (material) => {
  const laws = new Map(material.library.laws.map((law) => [law.id, law]));
  return citationsOf(material).flatMap((c) => {
    const law = laws.get(c.law);
    if (law?.repealed && law.repealed <= material.today) {
      const message = `${c.who}引用的${law.short}已于${dayInChinese(law.repealed)}废止。`;
      return [issueAt(material, c.key, [...c.path, 'law'], { code: 'basis-repealed', message, hint: '换成现行规定的条文，重新核对这一页' })];
    }
    if (law && !law.effective) {
      const message = `${c.who}引用的${law.short}施行日期待核，不能作依据。`;
      return [issueAt(material, c.key, [...c.path, 'law'], { code: 'basis-unconfirmed', message, hint: '先请业务科室核对原文，在它的文件里补上 effective' })];
    }
    if (law?.effective && law.effective > material.today) {
      const message = `${c.who}引用的${law.short}要到${dayInChinese(law.effective)}才施行。`;
      return [issueAt(material, c.key, [...c.path, 'law'], { code: 'basis-not-yet', message, hint: '现在先引用现行规定；正文里可以写“某年某月某日起”' })];
    }
    return [];
  });
};
