/** 待确认: everything the bureau has to confirm or to fill in, as one list with file and field. Nothing of it is guessed on the site. */
import { entriesOf, issueAt, type Material } from './material.ts';

export interface ToConfirm {
  readonly file: string;
  readonly line: number;
  /** The field of the file. */
  readonly field: string;
  /** The page it stands on, `/qa/wages/overtime-pay/`; empty when on none. */
  readonly page: string;
  readonly say: string;
}

/** In the order of files. */
export function toConfirm(material: Material): ToConfirm[] {
  const { library } = material;
  const place = (key: string, path: readonly PropertyKey[]) => issueAt(material, key, path, { code: '', message: '' });
  const entries = entriesOf(library).flatMap((entry) =>
    entry.data.confirm.map((say, n): ToConfirm => {
      const { file, line } = place(entry.id, ['confirm', n]);
      return { file, line, field: 'confirm', page: `/${entry.id}/`, say };
    }),
  );
  const site = library.site;
  const empty = (path: readonly string[], say: string): ToConfirm => {
    const { file, line } = place('site', path);
    return { file, line, field: path.join('.'), page: '', say };
  };
  const fields = site
    ? [
        ...(site.bureau ? [] : [empty(['bureau'], '主办单位全称')]),
        ...(site.contacts.length > 0 ? [] : [empty(['contacts'], '窗口名称、电话、地址、办公时间')]),
        ...(site.registration.icp ? [] : [empty(['registration', 'icp'], 'ICP 备案号')]),
        ...(site.registration.police ? [] : [empty(['registration', 'police'], '公安联网备案号')]),
        ...(site.registration.siteId ? [] : [empty(['registration', 'siteId'], '政府网站标识码')]),
      ]
    : [];
  const weeks = library.weeks.flatMap((week): ToConfirm[] => {
    if (week.announced && week.confidence === '已核实') return [];
    const { file, line } = place(`weeks/${week.id}`, ['announced']);
    return [{ file, line, field: week.announced ? 'confidence' : 'announced', page: '/constitution/', say: week.announced ? `${week.id} 年宪法宣传周的日期和主题是转引的，见到通知原文再改成“已核实”` : `${week.id} 年宪法宣传周的日期和主题，以正式通知为准` }];
  });
  const laws = library.laws.flatMap((law): ToConfirm[] => {
    const key = `laws/${law.id}`;
    const at = (path: readonly PropertyKey[], say: string): ToConfirm => {
      const { file, line } = place(key, path);
      return { file, line, field: String(path[0]), page: `/${key}/`, say: `${law.short}：${say}` };
    };
    return [
      ...(law.articles ? [] : [at(['articles'], '条数')]),
      ...(law.effective ? [] : [at(['effective'], '施行日期')]),
      ...law.confirm.map((say, n) => at(['confirm', n], say)),
    ];
  });
  const rates = library.rates.flatMap((table): ToConfirm[] => {
    const say = (path: readonly PropertyKey[], field: string, what: string): ToConfirm => {
      const { file, line } = place(`rates/${table.id}`, path);
      return { file, line, field, page: '', say: what };
    };
    if (table.rates.length === 0) return [say(['rates'], 'rates', `“${table.title}”还没有填，计算器请读者自己填`)];
    return table.rates.flatMap((rate, n) => (rate.confirm ? [say(['rates', n, 'confirm'], 'confirm', `“${table.title}”自 ${rate.from} 起的 ${rate.value} ${table.unit}是转引的，对过原文再删掉 confirm`)] : []));
  });
  return [...entries, ...laws, ...fields, ...weeks, ...rates].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}
