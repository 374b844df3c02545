/** Bank files after an import: only what was meant changed, comments and style stayed. */
import { describe, expect, it } from 'vitest';
import { questionSchema } from '../../../quiz/schema.ts';
import { withQuestions } from './yaml.ts';

const FILE = `# 题库说明
title: 劳动合同   # 题库名
questions:
  # 第一组：押金
  - id: LC-001
    kind: single # 单选
    stem: '押金合法吗？'
    options:
      A: 合法   # 常见误解
      B: 不合法
    answer: B
    explanation: >-
      折行写的
      解析
    basis:
      - {law: labour-law, article: 9} # 押金
    page: qa/a/b
    difficulty: 1

  # 第二组
  - {id: LC-002, kind: truefalse, stem: 对吗, answer: true, explanation: 因为, basis: [{law: labour-law, article: 3}], page: qa/a/b, difficulty: 2}
# 文件末尾的注释
`;
const q = (id: string, rest: object = {}) => questionSchema.parse({ id, kind: 'single', stem: '押金合法吗？', options: { A: '合法', B: '不合法' }, answer: 'B', explanation: '折行写的 解析', basis: [{ law: 'labour-law', article: 9 }], page: 'qa/a/b', difficulty: 1, ...rest });

describe('a bank file', () => {
  it('with the same question is the same file, byte for byte', () => expect(withQuestions(FILE, [q('LC-001')])).toBe(FILE));
  it('with one field changed differs in that field, and keeps its comments', () => {
    expect(withQuestions(FILE, [q('LC-001', { answer: 'A' })])).toBe(FILE.replace('answer: B', 'answer: A').replace(/A: 合法 {3}#/, 'A: 合法 #').replace(/折行写的\n +解析/, '折行写的 解析'));
  });
  it('with an option more, reserved, and a multi-line stem', () => {
    const out = withQuestions(FILE, [q('LC-001', { options: { A: '合法', B: '不合法', C: '看情况: 不一定' }, reserved: true, stem: '第一行\n\n第三行' })]);
    expect(out).toContain('      B: 不合法\n      C: "看情况: 不一定"\n');
    expect(out).toContain('    reserved: true\n\n  # 第二组\n');
    expect(out).toContain('A: 合法 # 常见误解');
  });
  it('new questions come after the last, before the end of the file', () => {
    const out = withQuestions(FILE, [q('LC-003', { stem: '新题', kind: 'multiple', answer: ['A', 'B'], basis: [{ law: 'labour-law', article: '276-1' }] })]);
    expect(out).toBe(FILE.replace('# 文件末尾', `  - id: LC-003
    kind: multiple
    stem: 新题
    options:
      A: 合法
      B: 不合法
    answer: [A, B]
    explanation: 折行写的 解析
    basis:
      - {law: labour-law, article: 276-1}
    page: qa/a/b
    difficulty: 1
# 文件末尾`));
  });
  it.each(['title: 空\nquestions: []\n', 'title: 空\nquestions:\n'])('that is empty takes its first question: %j', (file) => {
    expect(withQuestions(file, [q('LC-001')])).toContain('title: 空\nquestions:\n  - id: LC-001\n    kind: single\n');
  });
  it('a case and blanks, as editors write them, without what is the default', () => {
    const part = { stem: '满____个月', explanation: '因为', kind: 'fill', blanks: [{ accept: ['六', '半年'] }] };
    const single = { stem: '选哪个', explanation: '因为', kind: 'single', options: { A: '甲', B: '乙' }, answer: 'B', basis: [{ law: 'labour-law', article: 4 }] };
    const whole = questionSchema.parse({ id: 'LC-003', kind: 'case', material: '第一段\n\n第二段', parts: [part, single], basis: [{ law: 'labour-law', article: 3 }], page: 'qa/a/b', difficulty: 2 });
    expect(withQuestions(FILE, [whole])).toContain(`  - id: LC-003
    kind: case
    material: |-
      第一段

      第二段
    parts:
      - stem: 满____个月
        explanation: 因为
        kind: fill
        blanks:
          - {accept: [六, 半年]}
      - basis:
          - {law: labour-law, article: 4}
        stem: 选哪个
        explanation: 因为
        kind: single
        options:
          A: 甲
          B: 乙
        answer: B
    basis:
      - {law: labour-law, article: 3}
`);
  });
  it('texts that YAML would take for something else are read back as texts', () => {
    const texts = { A: 'yes', B: '2026-01-01', C: '1e3', D: '- a', E: '# b', F: 'a: b', G: '"', H: "null" };
    expect(withQuestions(FILE, [q('LC-009', { options: texts, stem: '另外: 一题 # 不是注释' })])).toContain('id: LC-009');
  });
});
