/** What the bureau opened with: the counts promised for the launch, as lower limits, over the real content. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadMaterial } from '#checks/server/run.ts';
import { toConfirm } from '#checks/to-confirm.ts';

const { material } = loadMaterial(fileURLToPath(new URL('..', import.meta.url)), '2026-11-27');
const { library, banks } = material;
const questions = [...banks.values()].flatMap((bank) => bank.questions.filter((q) => q.retired === undefined));

/** A situation: an invented person, or somebody who does something, rather than a rule to be recited. */
const SITUATION = /(小|老)(?!时|型|微|心|组|区|学|孩|结|于|规|额|板|人|年|百|家|旧|工)[一-鿿]|某[一-鿿]|一家|有人|一位|一名|两位|老板|班长|经理|人事|店长|科长|局长|局里|厂里|公司(?!法)[^的]{0,8}(说|让|要|把|以|与|和|没|只|用|通知|决定|出|规定|安排|拖|欠|裁)|^单位|窗口/;

describe('the content of the launch', () => {
  it.each([
    ['signing', 18], ['probation', 12], ['change', 8], ['ending', 22], ['severance', 12], ['wages', 22], ['leave', 14], ['women', 10], ['insurance', 12], ['flexible', 12], ['disputes', 18], ['injury', 30],
  ])('has the answers of the chapter %s', (topic, least) => {
    expect(library.qa.filter((entry) => entry.id.startsWith(`qa/${topic}/`)).length).toBeGreaterThanOrEqual(least);
  });

  it.each([
    '机器 machinery', '高处 work-at-height', '用电 electricity', '车辆 loading', '叉车 forklift', '危化 chemicals', '受限空间 confined-space', '粉尘 dust', '噪声 noise', '高温 heat', '上下班 commuting', '配送 delivery',
    '建筑 construction', '船舶 shipyard', '钢铁 steel', '办公 office', '第一小时 first-hour', '认定 recognition', '治疗 treatment', '康复 return-to-work',
  ])('covers %s', (subject) => {
    const page = library.safety.find((entry) => entry.id === `safety/${subject.split(' ')[1] ?? ''}`);
    expect(page?.data.checklist.length).toBeGreaterThanOrEqual(3);
    expect(page?.data.selfCheck).toHaveLength(5);
  });

  it('has the pages, leaflets, posters and instruments', () => {
    expect(library.safety.length).toBeGreaterThanOrEqual(24);
    expect(library.constitution.length).toBeGreaterThanOrEqual(15);
    expect(library.leaflets.filter((l) => l.form === '折页').length).toBeGreaterThanOrEqual(12);
    expect(library.leaflets.filter((l) => l.form === '海报').length).toBeGreaterThanOrEqual(6);
    expect(library.laws.length).toBeGreaterThanOrEqual(75);
  });

  it.each([
    ['宪法', 150], ['法治宣传教育与公务员', 100], ['劳动合同', 200], ['工资工时', 120], ['社保与工伤', 180], ['争议处理', 50],
  ])('has the questions of the bank %s', (title, least) => {
    const bank = [...banks.values()].find((b) => b.title === title);
    expect(bank?.questions.filter((q) => q.retired === undefined).length).toBeGreaterThanOrEqual(least);
  });

  it('asks in every way, in situations more often than not, at every difficulty', () => {
    const kinds = Map.groupBy(questions, (q) => q.kind);
    expect([...kinds.keys()].sort()).toEqual(['case', 'fill', 'matching', 'multiple', 'ordering', 'single', 'truefalse']);
    expect(kinds.get('case')?.length).toBeGreaterThanOrEqual(40);
    const situations = questions.filter((q) => q.kind === 'case' || SITUATION.test(q.stem));
    expect(situations.length).toBeGreaterThan(questions.length / 2);
    expect([...new Set(questions.map((q) => q.difficulty))].sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('rests on nothing whose force nobody confirmed, and lists every such instrument for the bureau', () => {
    const listed = new Set(toConfirm(material).map((line) => line.page));
    const unsure = library.laws.filter((law) => law.articles === undefined || law.effective === undefined);
    for (const law of unsure) expect(listed).toContain(`/laws/${law.id}/`);
  });
});
