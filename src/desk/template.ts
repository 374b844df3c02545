/** The files that `desk new` writes: valid from the start, with comments that say what belongs where. */
import { addDays, type Day } from '../kernel/day.ts';
import { TO_WRITE } from '../checks/template-text.ts';
import { QA_HEADINGS, type Law } from '../library/schema.ts';

export type NewKind = 'qa' | 'safety' | 'constitution';

export interface NewEntry {
  readonly kind: NewKind;
  /** Last part of the address, unique in its folder. */
  readonly slug: string;
  readonly order: number;
  readonly today: Day;
  /** An article that exists, to show the form. */
  readonly law: Pick<Law, 'id' | 'short'>;
  readonly article: string;
}

/** Days after which a page is read again: half a year. */
const REVIEW_AFTER = 182;

/** The text of a new file. */
export function template(entry: NewEntry): string {
  const { kind, slug, law, article } = entry;
  const mark = `〔${law.short}${article.replace('-', '之')}〕`;
  return `---
# 标题：像人提问一样写，最长 60 字
title: ${TO_WRITE}标题（${slug}）
# 在本栏目里排第几
order: ${entry.order}
# 老百姓会怎么问：3 到 8 句，用口语，搜索靠它
asked:
  - ${TO_WRITE}口语问法一（${slug}）
  - ${TO_WRITE}口语问法二（${slug}）
  - ${TO_WRITE}口语问法三（${slug}）
# 结论：先说“是”还是“不是”，两三句，最长 300 字
answer: |-
  ${TO_WRITE}结论。
# 法律依据：用到的每一条，一行一条；law 写 content/laws 里的文件名
basis:
  - {law: ${law.id}, article: ${article.includes('-') ? `"${article}"` : article}}
${FIELDS[kind]}# 相关页面的路径，例如 qa/ending/resignation；没有就留空
related: []
# 哪一天核对过法条；哪一天以前要再核对一遍
verified: ${entry.today}
review: ${addDays(entry.today, REVIEW_AFTER)}
# 还拿不准、要业务科室定的事，一行一件（没有就不写）：
# confirm:
#   - 要确认的事
---
${BODIES[kind](mark)}`;
}

const FIELDS: Record<NewKind, string> = {
  qa: `# 全国，或者只在江苏适用的写 江苏
region: 全国
# 江苏另有不同时写（没有就不写）：
# jiangsu: |-
#   江苏……〔江苏省工资支付条例19〕
`,
  constitution: `# 讲义、时间轴、问答、活动，四选一
kind: 讲义
`,
  safety: `# 危险种类；行业
hazards: [${TO_WRITE}]
industries: [${TO_WRITE}]
# 贴在车间墙上的短句，6 到 12 条
checklist:
  - ${TO_WRITE}第一条
  - ${TO_WRITE}第二条
  - ${TO_WRITE}第三条
# 自查正好五问：ask 问题，good 答“是”好还是“否”好，why 为什么
selfCheck:
${['一', '二', '三', '四', '五'].map((n) => `  - {ask: ${TO_WRITE}问题${n}, good: 是, why: ${TO_WRITE}为什么}\n`).join('')}`,
};

const BODIES: Record<NewKind, (mark: string) => string> = {
  qa: (mark) => `## ${QA_HEADINGS[0]}

${TO_WRITE}规则背后的道理。标记紧跟在它支持的那句话后面。${mark}

## ${QA_HEADINGS[1]}

### 劳动者

1. ${TO_WRITE}第一步。

### 企业

1. ${TO_WRITE}第一步。

## ${QA_HEADINGS[2]}

${TO_WRITE}一个短案例，人名用小周、老陈；有钱就写出算式。

## ${QA_HEADINGS[3]}

- “${TO_WRITE}误区原话”：${TO_WRITE}为什么不对。
`,
  constitution: (mark) => `## ${TO_WRITE}第一节

${TO_WRITE}正文。${mark}

## ${TO_WRITE}第二节

${TO_WRITE}正文。
`,
  safety: (mark) => `## 事故是怎么发生的

${TO_WRITE}一个场景。

## 单位最该做的三件事

1. ${TO_WRITE}第一件。${mark}

## 出了事的第一小时

1. ${TO_WRITE}第一步。
`,
};
